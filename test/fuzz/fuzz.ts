/** Damages one input many times and collects what must not be: faults of ours, long runs, verdicts that damage makes better. */
import { slowness } from '../processor-time.js';
import { damagedText, damagedValue, randomFrom } from './damage.js';
import type { Input, State } from './inputs.js';

export interface Findings {
  readonly tried: number;
  readonly accepted: number;
  /** What went wrong, with the number of the damage: a run of the same seed makes it again. */
  readonly problems: readonly string[];
}

/** Processor time of one run, in seconds of the reference machine; the longest that is known takes a tenth. */
const longest = 10;

export async function fuzz(input: Input, times: number, seed: number): Promise<Findings> {
  const problems: string[] = [];
  const before = new Map<State, string>();
  for (const state of input.states) before.set(state, await input.judge(Buffer.from(state.text), state));
  let accepted = 0;
  for (let nth = 0; nth < times; nth += 1) {
    const { state, bytes, isOutside } = damageOf(input, seed, nth);
    const started = process.cpuUsage();
    const verdict = await input.judge(bytes, state);
    const { user, system } = process.cpuUsage(started);
    const seconds = (user + system) / 1e6;
    const note = (problem: string) =>
      problems.push(`${problem}: ${state.name}, damage ${nth} of seed ${seed}`);
    if (verdict === 'accepted') accepted += 1;
    if (verdict === 'fault') note('internal fault');
    if (seconds > longest && seconds / slowness() > longest) note(`${seconds.toFixed(1)} s`);
    if (verdict !== 'accepted') continue;
    if (input.isJson && !isJson(bytes)) note('accepted without being JSON');
    if (isOutside && before.get(state) === 'refused') note('accepted by damage');
  }
  return { tried: times, accepted, problems };
}

/** Each damage has a number, and needs none of those before it. */
function damageOf({ states, isJson: holdsJson }: Input, seed: number, nth: number) {
  const random = randomFrom(seed * 1_000_003 + nth);
  const state = states[random(states.length)] as State;
  // Half of the damage to JSON is to its text, of which nobody can say what it spares.
  if (!holdsJson || random(2) === 0)
    return { state, bytes: damagedText(state.text, random), isOutside: false };
  let value: unknown = JSON.parse(state.text);
  for (let left = 1 + random(2); left > 0; left -= 1) value = damagedValue(value, random, state.isSpared);
  return { state, bytes: Buffer.from(JSON.stringify(value)), isOutside: true };
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(
      Buffer.from(bytes)
        .toString()
        .replace(/^\ufeff/, ''),
    );
    return true;
  } catch {
    return false;
  }
}
