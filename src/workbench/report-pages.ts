import {
  type CheckedDocument,
  renderBriefMarkdown,
  renderBriefPage,
  renderCheckedPage,
} from '../brief/index.ts';
import { checks, documentById, readingById } from '../ledger/index.ts';
import { makeBrief } from './make-brief.ts';
import type { Workbench } from './workbench.ts';

/** A document of the ledger with its newest reading and verdicts, or nothing where it has none. */
export async function filedDocument(workbench: Workbench, id: string): Promise<CheckedDocument | undefined> {
  const ledger = await workbench.ledger();
  const document = await documentById(ledger, id);
  const check = (await checks(ledger, { documentId: id })).at(-1);
  const newest = document?.readings.at(-1);
  const reading = newest && (await readingById(ledger, newest.id));
  if (!document || !check || !reading) return undefined;
  const { observations, numbers } = reading;
  const explained = numbers.filter(({ status }) => status !== 'unread').length;
  return {
    document: {
      text: document.text,
      hash: document.sha256,
      ...(document.title && { title: document.title }),
      ...(document.published && { published: document.published }),
      ...(document.sightings[0]?.origin.location && { origin: document.sightings[0].origin.location }),
    },
    asOf: check.asOf ?? workbench.today,
    reading: { observations, numbers, coverage: numbers.length ? explained / numbers.length : 1 },
    statements: check.statements,
  };
}

/** The pages that the server shows, made from the ledger at each request. */
export function reportPages(workbench: Workbench, asOf: string, tool: string) {
  return {
    async brief() {
      const brief = await makeBrief(workbench, asOf);
      return {
        html: renderBriefPage(brief, tool, ({ id }) => `/documents/${id}`),
        markdown: renderBriefMarkdown(brief, tool),
      };
    },
    async document(id: string) {
      const checked = await filedDocument(workbench, id);
      return checked && renderCheckedPage(checked, tool);
    },
  };
}
