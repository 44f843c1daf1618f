// Writes docs/data-dictionary.md from the definitions of the data files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dataDictionary } from '../src/facts/dictionary.ts';

const docs = new URL('../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL('data-dictionary.md', docs), dataDictionary());
