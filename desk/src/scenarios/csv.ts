/** Rows as the text of a CSV file (RFC 4180); text that a spreadsheet would run as a formula is made harmless. */
export function csvText(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  const cell = (value: string | number | null | undefined) => {
    const isFormula = typeof value === 'string' && /^[=+@\t\r-]/.test(value);
    const text = `${isFormula ? "'" : ''}${value ?? ''}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}
