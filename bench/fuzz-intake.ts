// Breaks documents of every format for a while and looks that each is read or refused in words.
//
//   node bench/fuzz-intake.ts [SECONDS] [SEED]
//
// Ends with code 1 and says how to repeat it where anything but an IntakeError comes out. Then times inputs made to
// take long at two sizes: a ratio well over 2 would mean time that grows faster than length.
import { IntakeError, readDocument, shippedWords } from '../src/intake/index.ts';
import { breakages, randomNumbers, seeds, slowInputs } from '../test/intake/fuzz.ts';

const seconds = Number(process.argv[2] ?? 60);
const firstSeed = Number(process.argv[3] ?? 1);
const words = shippedWords();

async function outcome(bytes: Uint8Array, name: string): Promise<'read' | 'refused'> {
  try {
    await readDocument(bytes, { words, origin: name });
    return 'read';
  } catch (error) {
    if (error instanceof IntakeError && !error.message.startsWith('The document cannot be read'))
      return 'refused';
    throw error;
  }
}

const all = await seeds();
const end = performance.now() + seconds * 1000;
const counts = { read: 0, refused: 0 };
let slowest = { ms: 0, what: '' };
for (let seed = firstSeed; performance.now() < end; seed += 1) {
  const random = randomNumbers(seed);
  for (const { name, bytes } of all) {
    let broken = bytes;
    const how: string[] = [];
    for (let count = 1 + random(3); count > 0; count -= 1) {
      const kinds = Object.keys(breakages);
      how.push(kinds[random(kinds.length)]!);
      if (broken.length > 0) broken = breakages[how.at(-1)!]!(broken, random);
    }
    const start = performance.now();
    try {
      counts[await outcome(broken, name)] += 1;
    } catch (error) {
      console.error(
        `${name}, seed ${seed} (${how.join(', ')}):`,
        error instanceof IntakeError ? error.cause : error,
      );
      process.exitCode = 1;
    }
    const ms = performance.now() - start;
    if (ms > slowest.ms)
      slowest = { ms, what: `${name}, seed ${seed} (${how.join(', ')}), ${broken.length} bytes` };
  }
}
console.log(
  `${counts.read} read, ${counts.refused} refused; slowest ${slowest.ms.toFixed(0)} ms: ${slowest.what}`,
);

console.log('\nms per 100 kB, at 100 kB and at 400 kB, and their ratio');
const encoder = new TextEncoder();
for (const [index, [name, short]] of slowInputs(100_000).entries()) {
  const long = slowInputs(400_000)[index]![1];
  const time = async (content: string): Promise<number> => {
    const start = performance.now();
    await outcome(encoder.encode(content), name);
    return (performance.now() - start) / (content.length / 100_000);
  };
  await time(short);
  const [a, b] = [await time(short), await time(long)];
  console.log(
    `${name.padEnd(22)} ${a.toFixed(1).padStart(8)} ${b.toFixed(1).padStart(8)} ${(b / a).toFixed(2).padStart(6)}`,
  );
}
