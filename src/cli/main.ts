#!/usr/bin/env node
// The command line's entry. It stays free of heavy imports: each command loads the rooms that it needs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.exitCode = runOnPackagedNode();
} else {
  const { main } = await import('./program.ts');
  process.exitCode = await main(process.argv);
}

/** Runs this same command on the `node` package that was installed beside us; the embedded store needs it. */
function runOnPackagedNode(): number {
  let packaged = '';
  try {
    packaged = createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    // Not installed: said below.
  }
  if (!existsSync(packaged)) {
    console.error(
      `coercivity needs Node 22.13 or newer, and this is ${process.versions.node}. ` +
        'Install a newer Node, or reinstall coercivity so that npm brings its `node` package along.',
    );
    return 2;
  }
  const result = spawnSync(packaged, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  return result.status ?? (result.signal === 'SIGINT' ? 130 : 1);
}
