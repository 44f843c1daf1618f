import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Brief, renderBriefMarkdown, renderBriefPage } from '../brief/index.ts';

/** Writes a brief as Markdown and as HTML into a folder and returns the paths. */
export function writeBrief(brief: Brief, folder: string, tool: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const pages = [
    [`brief-${brief.asOf}.md`, renderBriefMarkdown(brief, tool)],
    [`brief-${brief.asOf}.html`, renderBriefPage(brief, tool)],
  ] as const;
  return pages.map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}
