/** Days and months as people of several countries write them. */
import { isDay } from '../days.ts';
import { fold } from '../fold.ts';

/** A day, the last day of a month, or `either` where day and month cannot be told apart. */
export function readDate(text: string, months: ReadonlyMap<string, number>): string | 'either' | undefined {
  const iso = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), iso[3] ? Number(iso[3]) : undefined);
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (parts) {
    const [first, second, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
    if (parts[2] === '.' || first > 12) return dayOf(year, second, first);
    if (second > 12) return dayOf(year, first, second);
    return first === second ? dayOf(year, first, second) : 'either';
  }
  const short = /^(\d{1,2})[./-](\d{4})$/.exec(text);
  if (short) return dayOf(Number(short[2]), Number(short[1]), undefined);
  const words = /^(?:(\d{1,2})\.? )?([^\d\s.]{3,12})\.?(?: (\d{1,2}),?)? (\d{4})$/.exec(text);
  const month = words && months.get(fold(words[2]!));
  const day = words?.[1] ?? words?.[3];
  return month ? dayOf(Number(words[4]), month, day ? Number(day) : undefined) : undefined;
}

function dayOf(year: number, month: number, day: number | undefined): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const found = `${year}-${two(month)}-${two(day ?? last)}`;
  return isDay(found) ? found : undefined;
}
