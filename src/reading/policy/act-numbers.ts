import type { Row } from '../prose/items.ts';

/** The numbers of acts in one phrase: "Nos. 55 to 58, 61 and 62". */
export interface Acts {
  readonly start: number;
  readonly end: number;
  readonly numbers: readonly number[];
  readonly year?: number;
}

const NUMBER_LIST =
  /(?:(?:(\d{4})\)? ?(?:年|년)?)? ?[第제]? ?)?(?:nos?\.?|numbers?|nr\.?|n°|n\.º|num\.?)? ?(\d{1,4}(?:号|호)?(?:(?:, ?(?:no\.? ?|第)?| and (?:no\.? ?)?|, and (?:no\.? ?)?| & |和|及|、(?:第)?|, ?제|와 ?제?|과 ?제?| 및 ?제?| to (?:no\.? ?)?| through |-|~|至| und | bis | y | a | et | e )\d{1,4}(?:号|호)?){0,9})(?: ?(?:号|호))?(?: ?(?:\(|of |,? ?from |de |von )?(\d{4})\)?)?/y;

/** Numbers that stand with a word for an act. */
export function mentionsOf(row: Row): Acts[] {
  const found: Acts[] = [];
  const low = row.normal.low;
  for (const item of row.items) {
    if (item.type !== 'act' || item.value !== 'numbered') continue;
    const before = /(?:第|제|no\. ?) ?(\d{1,4}) ?(?:号|호)? ?$/.exec(
      low.slice(Math.max(row.passage.start, item.start - 10), item.start),
    );
    let at = item.end;
    while (at < row.passage.end && /[ ([:,]/.test(low[at]!)) at++;
    NUMBER_LIST.lastIndex = at;
    const list = NUMBER_LIST.exec(low);
    if (list && list.index === at && at - item.end <= 3 && list[0].length > 0) {
      const numbers = expand(list[2]!);
      const year = list[3] ? Number(list[3]) : list[1] ? Number(list[1]) : undefined;
      const isNumber = numbers.every((number) => number < 1000 || /no|第|号/.test(list[0]));
      if (
        numbers.length > 0 &&
        isNumber &&
        !(numbers.length === 1 && numbers[0]! > 1900 && numbers[0]! < 2100)
      ) {
        found.push({ start: item.start, end: at + list[0].length, numbers, ...(year ? { year } : {}) });
        continue;
      }
    }
    if (before) {
      const start = item.start - before[0].length;
      found.push({ start, end: item.end, numbers: [Number(before[1])] });
    }
  }
  return found;
}

/** "55-58, 61 and 62" is six numbers. */
function expand(list: string): number[] {
  const numbers: number[] = [];
  const parts = list.matchAll(/(to|through|bis|至|-|~| a )?[^\d]{0,8}(\d{1,4})/g);
  let joint = '';
  for (const part of parts) {
    const number = Number(part[2]);
    joint = part[0].slice(0, part[0].length - part[2]!.length);
    const last = numbers.at(-1);
    if (
      last !== undefined &&
      /to|through|bis|至|-|~| a /.test(joint) &&
      number > last &&
      number - last < 30
    ) {
      for (let next = last + 1; next <= number; next++) numbers.push(next);
    } else numbers.push(number);
  }
  return numbers;
}
