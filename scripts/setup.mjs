// Makes a checkout ready to run: dependencies installed, sources built, each only when something changed.
// Plain JavaScript without dependencies, because it runs before anything is installed and on an older Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stampFile = (name) => join(root, 'node_modules', `.coercivity-${name}`);
const isWindows = process.platform === 'win32';

/** The environment for child processes: the packaged Node comes first on the path. */
export const env = {
  ...process.env,
  PATH: `${bin}${isWindows ? ';' : ':'}${process.env.PATH ?? ''}`,
};

/** Runs a command in the checkout with its output shown; ends this process with its code if it fails. */
export function run(command, args, what) {
  const result = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: isWindows });
  if (result.error || result.status !== 0) {
    console.error(`coercivity: ${what} failed${result.error ? `: ${result.error.message}` : ''}.`);
    process.exit(result.status ?? 1);
  }
}

/** Path of the Node that the product runs on: the packaged one where the installed one is too old. */
export function nodePath() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const packaged = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  return major > 22 || (major === 22 && minor >= 13) || !existsSync(packaged) ? process.execPath : packaged;
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else {
      hash.update(path).update(readFileSync(path));
    }
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}

function once(name, inputs, product, work) {
  const wanted = hashOf(inputs);
  const file = stampFile(name);
  if (existsSync(product) && existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

/** Installs and builds what is missing or out of date. */
export function ensureReady() {
  once('installed', ['package-lock.json'], bin, () => {
    console.error('coercivity: installing dependencies (first run only, about a minute) ...');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  });
  once(
    'built',
    ['src', 'data', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    join(root, 'dist', 'cli', 'main.js'),
    () => {
      console.error('coercivity: building ...');
      run(join(bin, 'tsc'), ['-p', 'tsconfig.build.json'], 'the build');
    },
  );
  once(
    'desk-built',
    ['desk', 'src', 'tsconfig.json', 'package-lock.json'],
    join(root, 'dist', 'desk', 'index.html'),
    () => {
      console.error('coercivity: building the desk ...');
      run(
        join(bin, 'vite'),
        ['build', '--config', 'desk/vite.config.ts', '--logLevel', 'warn'],
        'the build of the desk',
      );
    },
  );
}
