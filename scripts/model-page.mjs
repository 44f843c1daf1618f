// Writes docs/model.md from the code and the data of the chain model.
import { writeFileSync } from 'node:fs';
import { chainTables } from '../src/chain/assembly/tables.ts';
import { modelPage } from '../src/chain/manual.ts';
import { loadFacts } from '../src/facts/index.ts';

writeFileSync(new URL('../docs/model.md', import.meta.url), modelPage(chainTables(loadFacts())));
