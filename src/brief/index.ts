/**
 * The written report: a checked document as an annotated page, and the brief. Pure: data in, text out.
 */
export type { ActDate, Brief, Gap, JudgedDocument } from './brief.ts';
export { renderBriefMarkdown } from './brief-markdown.ts';
export { renderBriefPage } from './brief-page.ts';
export { type CheckedDocument, finding, GRAVITY, marks, tally } from './checked-document.ts';
export { renderCheckedPage } from './checked-page.ts';
export { renderPartsMarkdown } from './parts-markdown.ts';
export { renderPartsPage } from './parts-page.ts';
export { type BoardRow, type Derived, priceBoard, type Quotation, type ToUsd } from './price-board.ts';
export { type TextRun, textRuns } from './text-runs.ts';
export { type TradeSection, tradeSection } from './trade-months.ts';
