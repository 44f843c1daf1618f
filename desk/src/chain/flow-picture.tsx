import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { addressWith, go } from '../address.ts';
import { type FlowGraph, type FlowNode, type PlacedNode, placeFlows } from './flow-layout.ts';
import { endWords, nodeWords, type PlaceWords } from './words.ts';

/** Width of an element, followed as it changes. */
export function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const seen = new ResizeObserver(() => setWidth(el.clientWidth));
    seen.observe(el);
    setWidth(el.clientWidth);
    return () => seen.disconnect();
  }, []);
  return { box, width };
}

interface FlowPictureProps {
  readonly graph: FlowGraph;
  readonly columns: readonly { readonly head: string; readonly short: string }[];
  readonly places: PlaceWords;
  /** The picture in a sentence. */
  readonly label: string;
  /** How a value is written: tonnes, or a share. */
  readonly value: (value: number) => string;
  readonly unit: string;
  /** Id of the node that is open. */
  readonly open?: string;
  /** Address of a node; a node without one is not pressed. */
  readonly address?: (node: FlowNode) => string | undefined;
  readonly height?: number;
}

/** The name beside a node; where there is no room for it, a shorter one. */
function label({ at }: FlowNode, places: PlaceWords, room: number): string {
  const fits = (text: string) => text.length * 5.7 <= room;
  const place = [places.short(at.place), at.place === 'ROW' ? 'others' : at.place].find(fits) ?? at.place;
  const words: Partial<Record<FlowNode['at']['stage'], readonly string[]>> = {
    stock: at.place === 'from' ? ['from stock', 'stock'] : ['into stock', 'stock'],
    swarf: ['swarf'],
    scrap: ['scrap'],
    recycling: [`${places.short(at.place)}, recycled`, `${at.place} scrap`],
    residual: ['unexplained', 'unknown'],
    'other-use': ['other uses', 'other'],
    lost: ['not recycled', 'lost'],
  };
  const told = words[at.stage];
  return told ? (told.find(fits) ?? told.at(-1)!) : place;
}

/** Flows from stage to stage. Nodes are links in reading order; arrow keys go to the neighbours. */
export function FlowDiagram(props: FlowPictureProps) {
  const { graph, columns, places, label: whole, value, unit, open, address, height: wanted } = props;
  const { box, width } = useWidth();
  const narrow = width > 0 && width < 560;
  const most = Math.max(1, ...columns.map((_, i) => graph.nodes.filter(({ column }) => column === i).length));
  const height = wanted ?? Math.max(narrow ? 400 : 460, most * (narrow ? 24 : 30) + 60);
  const right = narrow ? 54 : 118;
  const picture = useMemo(
    () => (width > 0 ? placeFlows(graph, { width, height, top: 34, right }, columns.length) : undefined),
    [graph, width, height, right, columns],
  );
  const [hover, setHover] = useState<string>();
  const lit = hover ?? open;
  const order = useMemo(
    () => [...(picture?.nodes ?? [])].sort((a, b) => a.column - b.column || a.y0 - b.y0),
    [picture],
  );
  const step = width > 0 ? (width - right - 10) / (columns.length - 1) : 0;
  return (
    <div class="chart flows" ref={box} style={{ minHeight: `${height}px` }}>
      {picture && (
        // biome-ignore lint/a11y/useSemanticElements: an svg cannot be a fieldset
        <svg
          class="drawing"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={whole}
        >
          <defs>
            <pattern
              id="flow-bound"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="5" height="5" fill="var(--model)" fill-opacity="0.22" />
              <rect width="1.6" height="5" fill="var(--model)" />
            </pattern>
            <pattern
              id="flow-node"
              width="3.4"
              height="3.4"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="3.4" height="3.4" fill="var(--sheet)" />
              <rect width="1.5" height="3.4" fill="var(--model)" />
            </pattern>
          </defs>
          <g aria-hidden="true" font-size="12" font-weight="600" fill="var(--ink-2)">
            {columns.map(({ head, short }, i) => (
              <text key={head} x={1 + i * step} y={14}>
                {narrow ? short : head}
              </text>
            ))}
          </g>
          <g fill="none" aria-hidden="true">
            {picture.links.map(({ link, path, width: thick }) => {
              const near = !lit || link.source === lit || link.target === lit;
              return (
                <path
                  key={`${link.source}>${link.target}`}
                  d={path}
                  stroke={link.bound > 0.5 ? 'url(#flow-bound)' : 'var(--model)'}
                  stroke-width={Math.max(0.75, thick)}
                  stroke-opacity={
                    link.bound > 0.5 ? (near ? 1 : 0.35) : near ? (lit ? 0.42 : 0.22) : hover ? 0.08 : 0.16
                  }
                >
                  <title>
                    {`${endWords(link.from, 'from', places)} to ${endWords(link.to, 'to', places)}: ${value(link.value)} ${unit}${link.bound > 0.5 ? ', as much as is allowed' : ''}`}
                  </title>
                </path>
              );
            })}
          </g>
          {order.map((node, i) => (
            <Node
              key={node.id}
              node={node}
              places={places}
              value={value}
              unit={unit}
              narrow={narrow}
              room={node.column === columns.length - 1 ? right - 8 : step - 20}
              open={open === node.id}
              dim={hover !== undefined && !isNear(node.id, hover, graph)}
              href={address?.(node)}
              hover={setHover}
              move={(event) => moveFocus(event, order, i)}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

const isNear = (id: string, lit: string, { links }: FlowGraph) =>
  id === lit ||
  links.some(({ source, target }) => (source === lit && target === id) || (target === lit && source === id));

/** Up and down within the column, left and right to the nearest node of the next. */
function moveFocus(event: KeyboardEvent, order: readonly PlacedNode[], at: number): void {
  const node = order[at]!;
  const middle = (one: PlacedNode) => (one.y0 + one.y1) / 2;
  const pressable = order.filter(({ at: own }) => own.place !== '' && own.stage !== 'stock');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  let to: PlacedNode | undefined;
  if (step) {
    const column = pressable.filter(({ column }) => column === node.column);
    to = column[column.indexOf(node) + step];
  } else if (side) {
    for (let c = node.column + side; c >= 0 && c < 9 && !to; c += side)
      to = pressable
        .filter(({ column }) => column === c)
        .sort((a, b) => Math.abs(middle(a) - middle(node)) - Math.abs(middle(b) - middle(node)))[0];
  } else return;
  event.preventDefault();
  if (to)
    (event.currentTarget as Element)
      .closest('svg')
      ?.querySelector<SVGAElement>(`[data-node="${CSS.escape(to.id)}"]`)
      ?.focus();
}

interface NodeProps {
  readonly node: PlacedNode;
  readonly places: PlaceWords;
  readonly value: (value: number) => string;
  readonly unit: string;
  readonly narrow: boolean;
  /** Pixels beside it before the next column. */
  readonly room: number;
  readonly open: boolean;
  readonly dim: boolean;
  readonly href: string | undefined;
  readonly hover: (id: string | undefined) => void;
  readonly move: (event: KeyboardEvent) => void;
}

function Node({ node, places, value, unit, narrow, room, open, dim, href, hover, move }: NodeProps) {
  const tall = Math.max(1.5, node.y1 - node.y0);
  const middle = (node.y0 + node.y1) / 2;
  const words = `${nodeWords(node.at, places)}: ${value(node.value)} ${unit}`;
  const shown = label(node, places, room);
  const quiet = node.at.stage === 'stock' || node.last;
  const body = (
    <>
      <title>{words}</title>
      <rect
        x={node.x0}
        y={node.y0}
        width={node.x1 - node.x0}
        height={tall}
        fill={quiet ? 'var(--sheet)' : 'url(#flow-node)'}
        stroke={open ? 'var(--accent)' : 'var(--model)'}
        stroke-width={open ? 2 : 1}
        {...(quiet && { 'stroke-dasharray': '2 2' })}
      />
      {/* A larger thing to press than a thin bar. */}
      <rect
        x={node.x0 - 4}
        y={Math.min(node.y0, middle - 9)}
        width={narrow ? 62 : 120}
        height={Math.max(tall, 18)}
        fill="transparent"
      />
      <text
        x={node.x1 + 6}
        y={middle}
        dy="0.34em"
        font-size={narrow ? 11 : 12}
        paint-order="stroke"
        stroke="var(--sheet)"
        stroke-width="3"
        stroke-linejoin="round"
        fill={open ? 'var(--accent)' : quiet ? 'var(--ink-3)' : 'var(--ink)'}
        {...(open && { 'font-weight': 600 })}
      >
        {shown}
        {!narrow && ' '}
        {!narrow && (
          <tspan dx="2" fill="var(--model)" font-style="italic">
            {value(node.value)}
          </tspan>
        )}
      </text>
    </>
  );
  const common = {
    opacity: dim ? 0.45 : 1,
    onPointerEnter: () => hover(node.id),
    onPointerLeave: () => hover(undefined),
  };
  if (!href) return <g {...common}>{body}</g>;
  return (
    <a
      {...common}
      class="flow-node"
      href={href}
      data-node={node.id}
      aria-current={open ? 'true' : undefined}
      onFocus={() => hover(node.id)}
      onBlur={() => hover(undefined)}
      onKeyDown={move}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(href);
      }}
    >
      {body}
    </a>
  );
}

/** Address of the room with a node open, or closed. */
export const nodeAddress = (node: string | undefined) => addressWith({ node });
