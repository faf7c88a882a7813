// Breaks `src/gate` in one place at a time and asks whether a test of the fast tier notices: `node test/gate/mutants.mjs`. A condition
// becomes a constant, a comparison its opposite, `&&` becomes `||`, a negation or a filter is left out, an entry of a list or a table is
// dropped (a rule of the registry too). A mutant is caught if the gate says something else to one of the plans, fails, or does not end,
// or if the test of that file fails.
// Prints those that survive; exit code 1 if they are more than one in twenty. `--only TEXT` takes the files whose name has the text,
// `--every N` each Nth mutant.
import { fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

const root = fileURLToPath(new URL('../..', import.meta.url));
const gateFolder = join(root, 'src/gate');

const overdue = 60_000;

if (process.send) await judgeForParent(process.argv[2]);
else await main();

async function main() {
  const option = (name) =>
    process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
  const only = option('--only') ?? '';
  const every = Number(option('--every') ?? 1);
  const files = (await readdir(gateFolder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && file.includes(only),
  );
  const all = [];
  for (const file of files.sort())
    all.push(...mutantsOf(file, await readFile(join(gateFolder, file), 'utf8')));
  const mutants = all.filter((_mutant, at) => at % every === 0);
  const folder = await mkdtemp(join(root, '.gate-mutants-'));
  try {
    await bundle(join(root, 'test/gate/every-plan.ts'), join(folder, 'plans.mjs'));
    const unnoticed = await judgeAll(mutants, folder);
    const survivors = await withoutThoseOfOwnTests(unnoticed, folder);
    for (const { file, line, what } of survivors) console.log(`survives: src/gate/${file}:${line} ${what}`);
    const caught = mutants.length - survivors.length;
    const share = ((100 * caught) / mutants.length).toFixed(1);
    console.log(`${caught} of ${mutants.length} mutants are caught (${share} %)`);
    process.exitCode = caught >= 0.95 * mutants.length ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Divides the mutants among processes; one that does not answer in time is ended, and its mutant is caught. */
async function judgeAll(mutants, folder) {
  const survivors = [];
  let next = 0;
  const run = async () => {
    let worker;
    while (next < mutants.length) {
      const mutant = mutants[next];
      next += 1;
      worker ??= await started(folder);
      const answer = await asked(worker, { file: mutant.file, code: mutant.code });
      if (answer === 'overdue') {
        worker.kill('SIGKILL');
        worker = undefined;
      } else if (answer === 'survives') survivors.push(mutant);
      if (next % 100 === 0) console.error(`${next} of ${mutants.length}, ${survivors.length} survive`);
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, run));
  return survivors.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}

/** Some files have a test of their own, which is run on a copy of the sources. */
async function withoutThoseOfOwnTests(mutants, folder) {
  const copy = join(folder, 'copy');
  const tests = new Set(await readdir(join(root, 'test/gate')));
  const testOf = ({ file }) => `${basename(file, '.ts')}.test.ts`;
  const survivors = [];
  for (const mutant of mutants) {
    if (tests.has(testOf(mutant))) {
      const target = join(copy, 'src/gate', mutant.file);
      if (!existsSync(copy)) {
        for (const name of [
          'src',
          'test',
          'templates',
          'schema',
          'scripts',
          'package.json',
          'vitest.config.ts',
          'tsconfig.json',
        ])
          await cp(join(root, name), join(copy, name), { recursive: true });
      }
      const original = await readFile(target);
      await writeFile(target, mutant.code);
      const { status } = spawnSync(
        join(root, 'node_modules/.bin/vitest'),
        ['run', '--project', 'fast', `test/gate/${testOf(mutant)}`, '--testTimeout', '60000'],
        { cwd: copy, stdio: 'ignore', timeout: 3 * overdue },
      );
      await writeFile(target, original);
      if (status !== 0) continue;
    }
    survivors.push(mutant);
  }
  return survivors;
}

async function started(folder) {
  const worker = fork(fileURLToPath(import.meta.url), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise((resolve) => worker.once('message', resolve));
  return worker;
}

function asked(worker, question) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('overdue'), overdue);
    worker.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    worker.send(question);
  });
}

async function judgeForParent(folder) {
  const { everyPlan } = await import(pathToFileURL(join(folder, 'plans.mjs')).href);
  const plans = await everyPlan();
  let count = 0;
  const gateOf = async (file, code) => {
    count += 1;
    const path = join(folder, `mutant-${process.pid}-${count}.mjs`);
    await bundle(join(gateFolder, 'gate.ts'), path, file && { id: join(gateFolder, file), code });
    const { gate } = await import(pathToFileURL(path).href);
    await rm(path);
    return gate;
  };
  const whole = await gateOf();
  // What the last mutant was caught by is likely to catch the next one.
  const cases = plans.map((plan) => ({ plan, said: saidTo(whole, plan) }));
  process.on('message', async ({ file, code }) => {
    let answer = 'caught';
    try {
      const gate = await gateOf(file, code);
      const by = cases.findIndex(({ plan, said }) => saidTo(gate, plan) !== said);
      if (by === -1) answer = 'survives';
      else cases.unshift(...cases.splice(by, 1));
    } catch {
      // A gate that fails on a plan is noticed.
    }
    process.send(answer);
  });
  process.send('ready');
}

function saidTo(gate, { input, hasGoldenMessages }) {
  const { accepted, diagnostics, meaning } = gate(input);
  return JSON.stringify(
    hasGoldenMessages ? [diagnostics, meaning] : [accepted, diagnostics.map(({ code }) => code)],
  );
}

async function bundle(input, file, mutant) {
  const bundled = await rolldown({
    input,
    platform: 'node',
    external: ['cdktf', /^@cdktf\//],
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutant',
        transform(code, id) {
          if (mutant && id === mutant.id) return { code: mutant.code, moduleType: 'ts' };
          return code.includes('import.meta.url')
            ? { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)) }
            : undefined;
        },
      },
    ],
  });
  await bundled.write({ file, format: 'esm', codeSplitting: false });
}

function mutantsOf(file, text) {
  const found = [];
  const source = (node) => text.slice(node.start, node.end);
  const short = (node) => source(node).replaceAll(/\s+/g, ' ').slice(0, 100);
  const replace = (start, end, replacement, what) =>
    found.push({
      file,
      line: text.slice(0, start).split('\n').length,
      what,
      code: text.slice(0, start) + replacement + text.slice(end),
    });
  const swap = (node, from, to) => {
    const at = text.indexOf(from, node.left.end);
    replace(at, at + from.length, to, `${to} for ${from} in ${short(node)}`);
  };
  const opposites = { '===': '!==', '!==': '===', '>': '>=', '<': '<=', '>=': '>', '&&': '||', '||': '&&' };
  const each = {
    BinaryExpression: (node) =>
      opposites[node.operator] && swap(node, node.operator, opposites[node.operator]),
    LogicalExpression: (node) =>
      opposites[node.operator] && swap(node, node.operator, opposites[node.operator]),
    IfStatement: ({ test }) => {
      replace(test.start, test.end, 'false', `never if (${short(test)})`);
      replace(test.start, test.end, 'true', `always if (${short(test)})`);
    },
    ConditionalExpression: ({ test }) => {
      replace(test.start, test.end, 'false', `never ${short(test)} ?`);
      replace(test.start, test.end, 'true', `always ${short(test)} ?`);
    },
    UnaryExpression: (node) =>
      node.operator === '!' &&
      replace(node.start, node.end, source(node.argument), `without ! in ${short(node)}`),
    CallExpression: (node) => {
      const { property, object } = node.callee;
      const swapped = { some: 'every', every: 'some' }[property?.name];
      if (swapped)
        replace(property.start, property.end, swapped, `${swapped} for ${property.name} in ${short(node)}`);
      if (property?.name === 'filter')
        replace(node.start, node.end, source(object), `without filter in ${short(node)}`);
    },
    ArrayExpression: (node) => without(node, node.elements, '[', ']'),
    ObjectExpression: (node, parent) => {
      if (parent.type === 'VariableDeclarator' || parent.type === 'TSAsExpression')
        without(node, node.properties, '{', '}');
    },
  };
  const without = (node, parts, open, close) => {
    if (parts.length < 2) return;
    for (const part of parts) {
      const rest = parts.filter((other) => other !== part).map(source);
      replace(node.start, node.end, `${open}${rest.join(', ')}${close}`, `without ${short(part)}`);
    }
  };
  const visit = (node, parent) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, parent);
      return;
    }
    if (typeof node.type !== 'string' || /^TS(?!AsExpression|NonNull|Satisfies)|^Import/.test(node.type))
      return;
    each[node.type]?.(node, parent);
    for (const [key, value] of Object.entries(node)) if (key !== 'typeAnnotation') visit(value, node);
  };
  visit(parseAst(text, { lang: 'ts' }), undefined);
  return found;
}
