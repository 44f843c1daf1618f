// `npm test`: makes the checkout ready, then runs the checks of style and types and all tests.
import { join } from 'node:path';
import { ensureReady, nodePath, root, run } from './setup.mjs';

ensureReady();
const tool = (...path) => join(root, 'node_modules', ...path);
if (process.argv.length === 2) {
  run(tool('.bin', 'biome'), ['check', '.'], 'the style check (npm run format mends most)');
  run(tool('.bin', 'tsc'), ['--noEmit'], 'the type check');
  run(tool('.bin', 'tsc'), ['-p', 'desk', '--noEmit'], 'the type check of the desk');
}
run(nodePath(), [tool('vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)], 'the tests');
