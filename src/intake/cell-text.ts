/** A spreadsheet cell as a person sees it. */

/**
 * Dates come out as ISO, whatever order the format shows them in; numbers by their format, with units and
 * percent signs; a negative number keeps its minus where the format would show brackets or colour only.
 *
 * @example displayedCell(-0.061, '0.0%', formatValue) // '-6.1%'
 */
export function displayedCell(
  value: string | number | boolean | Date | null,
  format: string | undefined,
  formatValue: (value: number, format: string) => string,
): string {
  if (value === null) return '';
  if (value instanceof Date) return isoOf(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  if (!format || format === 'General' || format === '@') return String(Number(value.toPrecision(15)));
  const shown = formatValue(value, withCurrency(format)).replace(/\s+/g, ' ').trim();
  if (!/\d/.test(shown)) return shown === '' ? '' : String(Number(value.toPrecision(15)));
  return value < 0 && !/[-−]/.test(shown) ? `-${shown.replace(/[()]/g, '')}` : shown;
}

/** `[$¥-804]#,##0` to `"¥"#,##0`: the sign between the brackets is shown, the number after it is a locale. */
function withCurrency(format: string): string {
  return format.replace(/\[\$([^\]-]{0,10})(?:-[^\]]{0,20})?\]/g, (_, sign: string) =>
    sign === '' ? '' : `"${sign}"`,
  );
}

/** As far as the format shows it: a month's format gives the month only. */
function isoOf(date: Date, format = ''): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  const signs = format.replace(/"[^"]{0,50}"|\[[^\]]{0,20}\]/g, '').toLowerCase();
  if (/y/.test(signs) && /m/.test(signs) && !/d/.test(signs)) return iso.slice(0, 7);
  if (!/[yd]/.test(signs) && /h/.test(signs)) return iso.slice(11, 16);
  return /h/.test(signs) && !iso.includes('T00:00:00')
    ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
    : iso.slice(0, 10);
}
