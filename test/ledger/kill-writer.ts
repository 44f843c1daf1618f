/**
 * Writes to a ledger as fast as it can and says on standard output what has been acknowledged. Started by
 * `kill.test.ts`, which kills it.
 */
import { writeSync } from 'node:fs';
import { addReading, fileCheck, openLedger, retract } from '../../src/ledger/index.ts';
import { price, readDocument } from './make.ts';

const [path = '', run = ''] = process.argv.slice(2);
const ledger = await openLedger(path);
writeSync(1, 'open\n');
for (let n = 0; ; n++) {
  const stated = Array.from({ length: 4 }, (_, index) =>
    price(n * 4 + index + 1, '2025-11-20', { org: `${run} ${n}` }),
  );
  const { document, reading, reader } = readDocument(stated);
  const { documentId, observations } = await addReading(ledger, document, reading, reader);
  writeSync(1, `document ${documentId}\n`);
  if (n % 5 !== 0) continue;
  const statement = {
    quote: '',
    start: 0,
    end: 0,
    kind: 'value',
    verdict: 'holds',
    expected: '',
    found: '',
  } as const;
  const evidence = [{ type: 'record', text: '', ref: observations[0]! }] as const;
  const check = await fileCheck(ledger, {
    documentId,
    judge: run,
    statements: [{ ...statement, how: '', evidence }],
  });
  writeSync(1, `check ${check}\n`);
  await retract(ledger, { target: observations[3]!, who: run, why: 'test' });
  writeSync(1, `mark ${observations[3]}\n`);
}
