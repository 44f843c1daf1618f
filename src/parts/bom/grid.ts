/** The cells of a CSV file or of a workbook's sheets, as text, dates and numbers. */
import Papa from 'papaparse';

/** A cell as the file holds it: numbers and dates of a workbook keep their kind. */
export type CellValue = string | number | Date | boolean | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
}

/** The file cannot be read at all; the message says why and what would help. */
export class BillError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BillError';
  }
}

/** How large a bill of materials may be. */
export const LIMITS = { bytes: 20e6, unpackedBytes: 200e6, rows: 100_000, columns: 200 } as const;

/**
 * Reads a file into sheets: XLSX by its first bytes, anything else as text with commas, semicolons, tabs or bars.
 *
 * @param decode from bytes to text; UTF-8 where not given
 * @throws BillError
 */
export async function readSheets(
  name: string,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => string = (each) => new TextDecoder().decode(each),
): Promise<readonly Sheet[]> {
  if (bytes.length > LIMITS.bytes) {
    throw new BillError(
      `${name} has more than ${LIMITS.bytes / 1e6} MB: split it, or save only the sheet of parts`,
    );
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(name, bytes);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new BillError(
      `${name} is an old or a locked workbook: save it as .xlsx without a password, or as CSV`,
    );
  }
  return [{ name, rows: readText(name, decode(bytes)) }];
}

/** Cells of a text, in order; a row that is only blanks is empty. @throws BillError where it is too large */
export function readText(name: string, text: string): string[][] {
  const rows: string[][] = [];
  Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
    step: ({ data }, parser) => {
      rows.push(data.slice(0, LIMITS.columns));
      if (rows.length > LIMITS.rows) parser.abort();
    },
  });
  if (rows.length > LIMITS.rows) throw tooLong(name);
  return rows;
}

const tooLong = (name: string) => new BillError(`${name} has more than ${LIMITS.rows} rows: split it`);

async function readWorkbook(name: string, bytes: Uint8Array): Promise<readonly Sheet[]> {
  checkUnpackedSize(name, bytes);
  const { readXlsx } = await import('hucre/xlsx');
  const workbook = await readXlsx(bytes, {
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
    maxRows: LIMITS.rows + 1,
  }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new BillError(
      `${name} cannot be opened as a workbook (${why}): open it and save it again as .xlsx`,
    );
  });
  return workbook.sheets.map((sheet) => {
    if (sheet.rows.length > LIMITS.rows) throw tooLong(name);
    return { name: sheet.name, rows: sheet.rows.map((row) => row.slice(0, LIMITS.columns)) };
  });
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Adds up what the members of an archive say they unfold to. The reader unpacks no member beyond what it says, so a
 * lie cannot make it larger; a member that does not say is refused.
 */
function checkUnpackedSize(name: string, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => new BillError(`${name} is a damaged workbook: open it and save it again as .xlsx`);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== DIRECTORY_END) end--;
  if (end < lowest) throw broken();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let member = 0; member < count; member++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken();
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    if (packed > 0 && size === 0) throw broken();
    unpacked += size;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (unpacked > LIMITS.unpackedBytes) {
    throw new BillError(
      `${name} unfolds to more than ${LIMITS.unpackedBytes / 1e6} MB: save the sheet of parts as CSV`,
    );
  }
}

/** 0 to `A`, 26 to `AA`. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
