import {
  type ActDate,
  type Brief,
  type Gap,
  type JudgedDocument,
  priceBoard,
  type ToUsd,
  tradeSection,
} from '../brief/index.ts';
import { daysBetween, periodWords } from '../brief/numbers.ts';
import type { Facts } from '../facts/index.ts';
import type { Law } from '../law/index.ts';
import { checks, documentById, lastFiled, restOn } from '../ledger/index.ts';
import { convertPrice } from '../vocabulary/convert.ts';
import { SAMPLE_SOURCE, type Workbench } from './workbench.ts';

/** Acts that start or lapse within so many days are told of, and those that did so lately. */
const AHEAD = 90;
const BEHIND = 30;

/**
 * Makes the brief of a day. It is a look at the ledger and changes nothing in it.
 *
 * @param since statements filed after this instant count as new; without it, all
 */
export async function makeBrief(workbench: Workbench, asOf: string, since?: string): Promise<Brief> {
  const { facts, law } = workbench;
  const record = await workbench.record(asOf);
  const board = priceBoard(record, facts.board, asOf, toUsd(facts));
  const trade = tradeSection(record, facts.board, asOf);
  const documents = await judgedDocuments(workbench, asOf, since);
  return {
    asOf,
    ...(since && { since: since.slice(0, 10) }),
    board,
    boardCharts: facts.board.charts,
    trade,
    acts: actDates(law, asOf),
    documents,
    gaps: [...priceGaps(board, facts.board.change.stale), ...tradeGaps(trade, asOf), ...lawGaps(law, asOf)],
  };
}

/** When the last brief was filed, ISO; nothing where none was. */
export async function lastBrief(workbench: Workbench): Promise<string | undefined> {
  return (await lastFiled(await workbench.ledger(), 'brief'))?.recorded;
}

/** Files what a written brief rests on, so that a later retraction shows it as stale. */
export async function fileBrief(workbench: Workbench, brief: Brief, made: Date): Promise<void> {
  const { board, trade, documents } = brief;
  const grounds = [
    ...board.flatMap(({ china, outside }) => [china?.row.id, outside?.row.id]),
    ...trade.months.map(({ row }) => row.id),
    ...documents.map(({ id }) => id),
  ].filter((id) => id !== undefined);
  const id = `brief of ${brief.asOf}, made ${made.toISOString()}`;
  await restOn(await workbench.ledger(), { kind: 'brief', id }, grounds);
}

/** Chinese domestic quotations hold the tax unless someone says otherwise; the step says so. */
const toUsd =
  (facts: Facts): ToUsd =>
  (value, day) => {
    const result = convertPrice(
      { value, unit: 'CNY/t', period: day, place: 'CN', vat: 'included' },
      { unit: 'USD/kg', vat: 'excluded' },
      facts,
    );
    return result.ok
      ? { value: result.value, how: result.steps.map(({ text }) => text).join('; ') }
      : { refused: result.reason };
  };

async function judgedDocuments(
  workbench: Workbench,
  asOf: string,
  since?: string,
): Promise<JudgedDocument[]> {
  const ledger = await workbench.ledger();
  const filed = await checks(ledger, since ? { recordedAfter: since } : {});
  const all: JudgedDocument[] = [];
  for (const { documentId, statements } of filed) {
    const document = await documentById(ledger, documentId);
    if (!document || document.retracted || (document.published ?? '') > asOf) continue;
    all.push({
      id: documentId,
      title: document.title ?? document.sightings[0]?.origin.location ?? documentId,
      ...(document.published && { published: document.published }),
      sample: document.sightings.every(({ source }) => source.voice === SAMPLE_SOURCE.voice),
      statements,
    });
  }
  return all;
}

const WHAT = {
  starts: 'comes into force',
  lapses: 'lapses',
  suspension_starts: 'is suspended from this day',
  suspension_ends: 'is binding again, unless the suspension is extended',
  milestone: 'reaches a milestone',
} as const;

function actDates(law: Law, asOf: string): ActDate[] {
  const from = new Date(Date.parse(asOf) - BEHIND * 86_400_000).toISOString().slice(0, 10);
  return law.startingOrLapsing(from, BEHIND + AHEAD).map(({ act, title, date, what, happening }) => {
    const status = law.statusOn(act, date);
    const url = law.act(act)?.sources[0]?.url;
    return {
      actId: act,
      title,
      date,
      what:
        what === 'starts' && status.status === 'suspended'
          ? 'will not start: it is suspended'
          : happening.note && what === 'milestone'
            ? happening.note
            : WHAT[what],
      certain: status.certainty === 'settled',
      ...(happening.note && what !== 'milestone' && { note: happening.note }),
      ...(url && { url }),
    };
  });
}

function priceGaps(board: Brief['board'], stale: number): Gap[] {
  return board.flatMap(({ name, china, age = 0 }) => {
    if (!china) return [{ text: `${name}: no quotation inside China is on record.` }];
    if (age <= stale) return [];
    return [
      {
        text: `${name}, China: the last quotation is of ${periodWords(china.day)}, ${age} days ago.`,
        days: age,
      },
    ];
  });
}

function tradeGaps({ newest, missing }: Brief['trade'], asOf: string): Gap[] {
  const gaps: Gap[] = [];
  if (newest) {
    const age = daysBetween(`${newest.month}-28`, asOf);
    if (age > 60)
      gaps.push({
        text: `Magnet exports: the last month on record is ${periodWords(newest.month)}.`,
        days: age,
      });
  }
  if (missing.length)
    gaps.push({ text: `Magnet exports: no figure for ${missing.map(periodWords).join(', ')}.` });
  return gaps;
}

function lawGaps(law: Law, asOf: string): Gap[] {
  if (law.evidence >= asOf) return [];
  const days = daysBetween(law.evidence, asOf);
  return [
    {
      text: `Law: acts were last looked up on ${periodWords(law.evidence)}; what came after is unknown.`,
      days,
    },
  ];
}
