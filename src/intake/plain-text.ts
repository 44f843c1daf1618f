import type { Passage, PassageKind } from './intake-document.ts';

/**
 * A plain text keeps every character as it stands, apart from line ends and control characters, so that
 * offsets found in it hold for the sender as well. Its passages are blocks between blank lines, or single
 * lines where there are no blank lines.
 */
export function normaliseText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, ' ');
}

export function plainPassages(text: string): Passage[] {
  const byBlankLine = /\n[ \t\u3000]*\n/.test(text.trim());
  const passages: Passage[] = [];
  let blockStart = -1;
  let blockEnd = 0;
  const close = () => {
    if (blockStart >= 0)
      passages.push({ start: blockStart, end: blockEnd, kind: kindOf(text.slice(blockStart, blockEnd)) });
    blockStart = -1;
  };
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const filled = line.trimEnd();
    if (filled === '' || filled.trimStart() === '') close();
    else {
      if (blockStart < 0) blockStart = start + (line.length - line.trimStart().length);
      blockEnd = start + filled.length;
      if (!byBlankLine) close();
    }
    start = end + 1;
  }
  close();
  return passages;
}

function kindOf(block: string): PassageKind {
  const lines = block.split('\n');
  const cells = lines.map((line) => line.split(/\t|\s\|\s|[|｜]/).length);
  if (lines.length > 1 && cells.every((count) => count > 1)) return 'table';
  if (/^#{1,6}\s/.test(block) && lines.length === 1) return 'heading';
  if (lines.every((line) => /^\s{0,20}(?:[-*•·]|\d{1,3}[.)])\s/.test(line))) return 'list';
  return 'paragraph';
}
