/** How much work something is, in seconds of the processor, whatever else the machine does meanwhile. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * The same on the machine for which limits are set, which starts Node.js in 65 ms: for limits in seconds. A slow or
 * crowded machine has the processor take several times as long for the same work.
 */
export function referenceSeconds(work: () => void): number {
  return processorSeconds(work) / slowness();
}

/** What the yardstick takes there. */
const referenceYardstick = 0.028;

/** How many times as long as that machine this one takes just now. */
export function slowness(): number {
  const times = Array.from({ length: 5 }, () => processorSeconds(yardstick)).sort((a, b) => a - b);
  return (times[2] ?? 0) / referenceYardstick;
}

/** Work of the program's kind, on texts, lists and maps. */
function yardstick(): void {
  const words = Array.from({ length: 10_000 }, (_, at) => `arn:aws:ssm:*:*:document/${(at * 7919) % 10_007}`);
  const byWord = new Map(words.map((word) => [word, word.split(/[:/]/)]));
  const again: unknown = JSON.parse(JSON.stringify([...byWord].sort(([a], [b]) => (a < b ? -1 : 1))));
  if (!Array.isArray(again) || again.length !== words.length) throw new Error('the yardstick is broken');
}
