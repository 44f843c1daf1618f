// `npm start`: makes the checkout ready, then does the main job and serves it (see src/cli/start.ts).
import { join } from 'node:path';
import { ensureReady, nodePath, root, run } from './setup.mjs';

ensureReady();
run(
  nodePath(),
  [join(root, 'dist', 'cli', 'main.js'), 'start', ...process.argv.slice(2)],
  'coercivity start',
);
