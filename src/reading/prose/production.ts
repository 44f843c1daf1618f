import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { figureAt, followsSemicolon, itemsBefore } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import { ownerOf } from './owner.ts';
import { hasMaterial, jointSubject, precise, traded } from './subject.ts';
import { isOfUnknown } from './unknown-goods.ts';

export function productionStatement(figure: Figure): Statement {
  const { row, role, page } = figure;
  const subject =
    jointSubject(figure) ??
    (hasMaterial(figure) || !page.mainMaterial ? subjectOf(figure) : undefined) ??
    (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'production of nothing that is named' };
  if (isOfUnknown(figure, subject.item)) return { reason: 'a tonnage of something that is not known' };
  const { quantity } = figureAt(row, figure.figure);
  const change = role.role === 'change';
  const owner = ownerOf(figure);
  const stated = statedPeriod(figure);
  const period =
    stated && stated.length === 10
      ? stated.slice(0, 4)
      : (stated ??
        (owner.org ? (figure.memory.accountsPeriod?.period ?? page.accounts) : producedBefore(figure)));
  const fields = {
    // oxide is only what a country's output is counted in
    subject:
      owner.org === undefined && subject.code === 'RE-oxide'
        ? 'RE-all'
        : producedBy(traded(subject.code, page), owner.org, page),
    ...statedValue(figure),
    ...(change ? {} : { unit: quantity!.unit }),
    ...(period ? { period } : {}),
    ...owner,
    ...(change ? {} : precise(figure)),
  };
  return {
    draft: draftOf(
      figure,
      'production',
      change ? 'prose/production-change' : 'prose/production',
      fields,
      subject.item,
    ),
  };
}

/** 美国产量4.5万吨 behind a sentence about the output of another country in 2024: of the same year. */
const producedBefore = ({
  row,
  memory: { production: last },
  passage,
  ...figure
}: Figure): string | undefined => {
  if (figure.last?.kind === 'production') return figure.last.period;
  return row.isCjk && last && passage - last.passage === 1 ? last.period : undefined;
};

/** "China made 82,600 t. Of that sintered magnets were 78,000 t": a part of what the sentence before told was made. */
export const isPartOfMade = ({ row, memory: { last }, passage, role, last: own }: Figure): boolean =>
  role.role === 'level' &&
  (own?.kind === 'production' ||
    (own === undefined &&
      last?.kind === 'production' &&
      passage - last.passage === 1 &&
      (followsSemicolon(row) ||
        row.phrases.partOfIt.endAfter(row.normal.low, row.passage.start) !== undefined))) &&
  !row.items.some(({ type }) => type === 'flow' || type === 'kind' || type === 'metric');

/** 米国は4万5000トン behind a sentence about output: a place and a tonnage, and nothing else that they could be of. */
export const goesOnProducing = ({
  row,
  memory: { production: last },
  passage,
  role,
  figure,
}: Figure): boolean =>
  row.isCjk &&
  role.role === 'level' &&
  last?.place !== undefined &&
  passage - last.passage <= 1 &&
  !row.items.some(({ type }) => type === 'material' || type === 'commodity' || type === 'flow') &&
  itemsBefore(row, figure).some(({ type }) => type === 'place');

/** What a company's short name of a product stands for: "NdPr" in the reports of some is always the oxide. */
const producedBy = (code: string, org: string | undefined, page: Figure['page']): string =>
  (org && page.vocabulary.organisations.get(org)?.means?.[code]) || code;
