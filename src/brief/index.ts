/**
 * The written report: a checked document as an annotated page, and the brief. Pure: data in, text out.
 */
export { type CheckedDocument, finding, GRAVITY, marks, tally } from './checked-document.ts';
export { renderCheckedPage } from './checked-page.ts';
