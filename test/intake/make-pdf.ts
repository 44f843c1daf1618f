/** A small PDF, made by hand: pages of texts at places. Latin text in Helvetica, other text by code points. */

export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Degrees, counter-clockwise. */
  readonly turn?: number;
}

export function makePdf(pages: readonly (readonly PlacedText[])[]): Uint8Array {
  const codes = [...new Set(pages.flat().flatMap(({ text }) => (isLatin(text) ? [] : [...text])))];
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const firstPage = 7;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')}] >>`,
  );
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add(
    '<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>',
  );
  add(
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ' +
      '/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 0 1000 1000] ' +
      '/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >> >>',
  );
  add(stream(toUnicode(codes)));
  for (const [index, page] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${firstPage + index * 2 + 1} 0 R ` +
        '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
    );
    add(stream(page.map((placed) => show(placed, codes)).join('\n')));
  }
  return assemble(objects);
}

function isLatin(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
}

function show({ text, x, y, size = 10, turn = 0 }: PlacedText, codes: readonly string[]): string {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle).toFixed(4), Math.sin(angle).toFixed(4)];
  const place = `${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${y} Tm`;
  if (isLatin(text)) return `BT /F1 ${size} Tf ${place} (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const hex = [...text].map((char) => (codes.indexOf(char) + 1).toString(16).padStart(4, '0')).join('');
  return `BT /F2 ${size} Tf ${place} <${hex}> Tj ET`;
}

function toUnicode(codes: readonly string[]): string {
  const pairs = codes.map((char, index) => {
    const utf16 = [...Array(char.length).keys()]
      .map((at) => char.charCodeAt(at).toString(16).padStart(4, '0'))
      .join('');
    return `<${(index + 1).toString(16).padStart(4, '0')}> <${utf16}>`;
  });
  return (
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def ' +
    `1 begincodespacerange <0000> <ffff> endcodespacerange ${pairs.length} beginbfchar ${pairs.join(' ')} endbfchar ` +
    'endcmap CMapName currentdict /CMap defineresource pop end end'
  );
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) body += `${String(offset).padStart(10, '0')} 00000 n \n`;
  body += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return new TextEncoder().encode(body);
}
