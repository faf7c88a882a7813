// Kills `generate` of 300 roles at random moments: every `.tf` must be whole, old or new; nothing that Terraform would
// read may be left besides; the next run must repair. Usage: node test/output/kills.mjs [KILLS] [SEED]
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mappingOf } from '../bench/mapping-of.mjs';
import { programPath } from '../program-path.mjs';

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const program = process.env.SSM_RUNAS_GEN ?? programPath;
const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-kills-'));
const output = join(folder, 'generated');
mkdirSync(join(folder, '.git'));

const temporary = /^\.ssm-runas-gen-[0-9a-f]{12}\.tmp$/;
const random = randomFrom(seed);
const mappings = [mappingOf(300), mappingOf(300).replaceAll('osUser: u', 'osUser: v')];
const args = [program, 'generate', '--quiet'];

try {
  const [one, two] = mappings.map(complete);
  const begin = performance.now();
  complete(mappings[0]);
  const whole = performance.now() - begin;
  const counts = { before: 0, during: 0, after: 0, leftovers: 0 };

  for (let nth = 0; nth < kills; nth += 1) {
    const isForth = nth % 2 === 0;
    const [from, to] = isForth ? [one, two] : [two, one];
    const mapping = mappings[isForth ? 1 : 0];
    writeFileSync(join(folder, 'ssm-runas.yaml'), mapping);
    // Writing is a small part of a run: every second kill waits for its beginning.
    await (nth % 4 < 2 ? killedAfter(random() * whole * 1.1) : killedWhileWriting(random() * 8));
    const left = tree();
    check(left, from, to, nth);
    const leftovers = [...left.keys()].filter((path) => temporary.test(nameOf(path))).length;
    if (same(left, from)) counts.before += 1;
    else if (same(left, to)) counts.after += 1;
    else counts.during += 1;
    if (leftovers > 0) counts.leftovers += 1;
    if (!same(complete(mapping), to)) throw new Error(`kill ${nth}: the next run did not repair`);
  }
  console.log(
    `kills: ${kills} of a run of ${Math.round(whole)} ms (seed ${seed}): ${counts.before} left the old state, ${counts.during} a mixture of whole files, ${counts.after} the new one; ${counts.leftovers} left temporary files; each next run repaired`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs to the end; the tree that it leaves. */
function complete(mapping) {
  writeFileSync(join(folder, 'ssm-runas.yaml'), mapping);
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return tree();
}

function killedAfter(milliseconds) {
  const child = start();
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  return child.ended.finally(() => clearTimeout(timer));
}

function killedWhileWriting(milliseconds) {
  const child = start();
  const watcher = watch(output, { recursive: true }, () => {
    watcher.close();
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  return child.ended.finally(() => watcher.close());
}

function start() {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  child.ended = new Promise((resolve) => child.on('close', resolve));
  return child;
}

function check(left, from, to, nth) {
  for (const [path, text] of left) {
    if (temporary.test(nameOf(path))) continue;
    const isManifest = path === '.ssm-runas-gen.json';
    if (!isManifest && text !== from.get(path) && text !== to.get(path))
      throw new Error(`kill ${nth}: ${path} is neither old nor new (${text.length} characters)`);
  }
  for (const path of from.keys()) if (!left.has(path)) throw new Error(`kill ${nth}: ${path} is gone`);
}

function tree() {
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files
      .map((each) => join(each.parentPath, each.name))
      .sort()
      .map((path) => [path.slice(output.length + 1), readFileSync(path, 'utf8')]),
  );
}

function same(a, b) {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A linear congruential generator: the same seed, the same moments. */
function randomFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
