import { geoEqualEarth, geoPath, type Point } from 'd3-geo';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CarrierKind } from '../../../src/chain/network.ts';
import type { FlowStage } from '../../../src/chain/stage-flows.ts';
import { go } from '../address.ts';
import { Failed, Loading } from '../components/states.tsx';
import { nodeAddress, useWidth } from './flow-picture.tsx';
import { fetchWorld, type Geography, geographyOf } from './geography.ts';
import { MAP_GOODS, mapFlows } from './map-flows.ts';
import { type LabelSpot, type PlacedLabel, placeLabels } from './map-labels.ts';
import type { ChainModel, MonthView } from './messages.ts';
import { capital, type PlaceWords, tonnesWords } from './words.ts';

const LARGEST_RADIUS = 30;
const WIDEST_LINE = 14;

export function FlowMap({
  model,
  view,
  kind,
  places,
  element,
  open,
}: {
  model: ChainModel;
  view: MonthView;
  kind: CarrierKind;
  places: PlaceWords;
  element: string;
  open: string | undefined;
}) {
  const { box, width } = useWidth();
  const [geography, setGeography] = useState<Geography>();
  const [failed, setFailed] = useState<string>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setFailed(undefined);
    fetchWorld().then(
      (world) => wanted && setGeography(geographyOf(world, model.tables)),
      (error: unknown) => wanted && setFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [model, round]);
  const height = Math.round(Math.max(180, width * 0.5));
  const drawn = useMemo(() => {
    if (!geography || width === 0) return undefined;
    // Cut through the Atlantic: what goes from Asia to either side stays in one piece.
    const projection = geoEqualEarth()
      .rotate([-150, 0])
      .fitExtent(
        [
          [2, 2],
          [width - 2, height - 2],
        ],
        geography.land,
      );
    const path = geoPath(projection);
    return { projection, path, land: path(geography.land) ?? '', borders: path(geography.borders) ?? '' };
  }, [geography, width, height]);
  const { ways, made } = useMemo(() => mapFlows(view, kind), [view, kind]);
  if (failed)
    return (
      <Failed
        problem={{ title: 'The map could not be drawn', detail: failed, status: 0 }}
        again={() => setRound(round + 1)}
      />
    );
  const goods = MAP_GOODS.find((one) => one.kind === kind)!;
  const label = `Map: ${element} in ${goods.label.toLowerCase()} from place to place; the same figures are in the table.`;
  const narrow = width < 560;
  // What lies nowhere stands in the south, where no land is.
  const nowhere: Point = [width * (narrow ? 0.16 : 0.2), height - (narrow ? 30 : 44)];
  const at = (code: string): Point =>
    (drawn && geography?.places.has(code) && drawn.projection(geography.places.get(code)!.at)) || nowhere;
  const mostMade = Math.max(1e-9, ...made.map(([, tonnes]) => tonnes));
  const mostWay = Math.max(1e-9, ...ways.map(({ tonnes }) => tonnes));
  const seen = new Set([...ways.flatMap(({ from, to }) => [from, to]), ...made.map(([code]) => code)]);
  const amount = new Map(made);
  const radius = (code: string): number =>
    Math.max(3, (narrow ? 0.55 : 1) * LARGEST_RADIUS * Math.sqrt((amount.get(code) ?? 0) / mostMade));
  const spots = [...seen]
    .sort((a, b) => (amount.get(b) ?? 0) - (amount.get(a) ?? 0))
    .map((code): LabelSpot => {
      const [x, y] = at(code);
      const letters = places.short(code).length + (amount.has(code) && !narrow ? 6 : 0);
      return { code, x, y, radius: radius(code), width: letters * (narrow ? 5.6 : 6.4) };
    });
  const labels = placeLabels(spots, { width, height });
  return (
    <div class="chart flow-map" ref={box} style={{ minHeight: `${height}px` }}>
      {!drawn ? (
        <Loading what="Loading the map" />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: an svg cannot be a fieldset
        <svg
          class="drawing"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={label}
        >
          <defs>
            <pattern
              id="map-node"
              width="3.4"
              height="3.4"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="3.4" height="3.4" fill="var(--sheet)" />
              <rect width="1.5" height="3.4" fill="var(--model)" />
            </pattern>
            <pattern
              id="map-bound"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="5" height="5" fill="var(--model)" fill-opacity="0.22" />
              <rect width="1.8" height="5" fill="var(--model)" />
            </pattern>
            <marker
              id="map-to"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0.5L8 4L0 7.5z" fill="var(--model)" />
            </marker>
          </defs>
          <g aria-hidden="true">
            <path d={drawn.land} fill="var(--sunk)" stroke="var(--line-2)" stroke-width="0.6" />
            <path d={drawn.borders} fill="none" stroke="var(--line)" stroke-width="0.6" />
          </g>
          <g fill="none" aria-hidden="true">
            {ways.map((way) => {
              const thick = Math.max(0.9, (narrow ? 0.55 : 1) * WIDEST_LINE * (way.tonnes / mostWay));
              return (
                <path
                  key={`${way.from}>${way.to}`}
                  d={curve(at(way.from), at(way.to), radius(way.to))}
                  stroke={way.bound > 0.5 ? 'url(#map-bound)' : 'var(--model)'}
                  stroke-width={thick}
                  stroke-opacity={way.bound > 0.5 ? 1 : thick < 2 ? 0.75 : 0.45}
                  marker-end="url(#map-to)"
                >
                  <title>
                    {`${capital(places.name(way.from))} to ${places.name(way.to)}: ${tonnesWords(way.tonnes)} t of ${element}${way.bound > 0.5 ? ', as much as is allowed' : ''}`}
                  </title>
                </path>
              );
            })}
          </g>
          {spots.map((spot) => (
            <Spot
              key={spot.code}
              spot={spot}
              label={labels.get(spot.code)}
              makes={amount.get(spot.code)}
              places={places}
              words={
                amount.has(spot.code)
                  ? `${places.short(spot.code)} ${tonnesWords(amount.get(spot.code)!)} t of ${element}, ${goods.made} there`
                  : `${places.short(spot.code)} takes ${element} in ${goods.label.toLowerCase()}`
              }
              open={open !== undefined && goods.makers.some((stage) => open === `${stage}@${spot.code}`)}
              href={placeNode(view, goods.makers, spot.code)}
              narrow={narrow}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

/** The goods to open for a place: what it makes of this kind, else what its users have. */
function placeNode(view: MonthView, makers: readonly FlowStage[], code: string): string | undefined {
  const keys = [...makers, 'use', 'magnet', 'metal', 'separation'].map((stage) => `${stage}@${code}`);
  return keys.map((key) => view.pools[key]?.[0]?.node).find((node) => node !== undefined);
}

function Spot({
  spot: { code, x, y, radius },
  label,
  makes,
  places,
  words,
  open,
  href,
  narrow,
}: {
  spot: LabelSpot;
  label: PlacedLabel | undefined;
  makes: number | undefined;
  places: PlaceWords;
  words: string;
  open: boolean;
  href: string | undefined;
  narrow: boolean;
}) {
  const body = (
    <>
      <title>{words}</title>
      <circle
        cx={x}
        cy={y}
        r={radius}
        fill={makes === undefined ? 'var(--sheet)' : 'url(#map-node)'}
        fill-opacity={makes === undefined ? 1 : 0.85}
        stroke={open ? 'var(--accent)' : 'var(--model)'}
        stroke-width={open ? 2.5 : 1.2}
      />
      <circle cx={x} cy={y} r={Math.max(radius, 10)} fill="transparent" />
      {label && (
        <text
          x={label.x}
          y={label.y}
          text-anchor={label.anchor}
          font-size={narrow ? 10.5 : 12}
          paint-order="stroke"
          stroke="var(--sheet)"
          stroke-width="3"
          stroke-linejoin="round"
          fill="var(--ink)"
        >
          {places.short(code)}
          {makes !== undefined && !narrow && ' '}
          {makes !== undefined && !narrow && (
            <tspan dx="2" fill="var(--model)" font-style="italic">
              {tonnesWords(makes)}
            </tspan>
          )}
        </text>
      )}
    </>
  );
  return href ? (
    <a
      class="flow-node"
      href={nodeAddress(href)}
      aria-current={open ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(nodeAddress(href));
      }}
    >
      {body}
    </a>
  ) : (
    <g>{body}</g>
  );
}

/** A way bent to its left, ending at the edge of the spot it leads to. */
function curve([x1, y1]: Point, [x2, y2]: Point, short: number): string {
  const bend = 0.18;
  const cx = (x1 + x2) / 2 + (y2 - y1) * bend;
  const cy = (y1 + y2) / 2 - Math.abs(x2 - x1) * bend;
  const length = Math.hypot(x2 - cx, y2 - cy) || 1;
  const ex = x2 - ((x2 - cx) / length) * short;
  const ey = y2 - ((y2 - cy) / length) * short;
  return `M${x1.toFixed(1)},${y1.toFixed(1)}Q${cx.toFixed(1)},${cy.toFixed(1)} ${ex.toFixed(1)},${ey.toFixed(1)}`;
}
