// Whole-process figures of the built program, as medians of runs that alternate with bare Node, so that a machine that
// drifts shifts both. Prints a table and exits with 1 when a limit is exceeded. `npm run build` first.
// `as on the reference` scales milliseconds to a machine that starts bare Node in 65 ms; it decides nothing.
// `npm run bench -- [NODE…]` measures on each of these Node binaries; without any, on the one that runs this.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSource } from '../bundle.mjs';
import { distinctRolesOf, mappingOf, organizationOf } from './mapping-of.mjs';

const program = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const reportMemory = new URL('report-memory.mjs', import.meta.url).href;
const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const nodes = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-bench-'));
await bundleSource(join(import.meta.dirname, 'gate-files.ts'), join(folder, 'code'));
const { gateFilesOf } = await import(join(folder, 'code/gate-files.js'));

let node = process.execPath;

function run(args) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(node, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0 && !(status === 3 && args.includes('--diff')) && !(status === 1 && args.includes('--scp')))
    throw new Error(`node ${args.join(' ')} exited with ${status}\n${stderr}`);
  return { milliseconds, stderr };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Medians of `args` and of others (bare Node), and of their difference run by run. */
function paired(args, others = ['-e', '0']) {
  run(args);
  const pairs = Array.from({ length: rounds }, () => [run(args).milliseconds, run(others).milliseconds]);
  return {
    total: median(pairs.map(([total]) => total)),
    bare: median(pairs.map(([, bare]) => bare)),
    above: median(pairs.map(([total, bare]) => total - bare)),
  };
}

/** A mapping in its file. */
function mappingFile(name, text) {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

const realistic = (roles) => mappingFile(roles, mappingOf(roles));

const check = (roles, syntax) => checkOf(realistic(roles), syntax);

function checkOf(mapping, syntax) {
  const options = ['--syntax', syntax, '--out', mapping.replace(/\.yaml$/, `-${syntax}`)];
  run([program, 'generate', mapping, ...options]);
  return [program, 'generate', mapping, ...options, '--check'];
}

const prove = (roles) => [program, 'prove', realistic(roles)];

/** A third each: the form of the generated policies, Denies of one caller, and actions of other services. */
function underManyStatements(roles) {
  const iam = 'arn:aws:iam::*:role/';
  const statements = Array.from({ length: 2000 }, (_, at) => [
    {
      Effect: 'Deny',
      Action: 'ssm:StartSession',
      Resource: `arn:aws:ssm:*:*:document/SSMRunAs-team-${String(at).padStart(4, '0')}-Session`,
      Condition: { ArnNotLike: { 'aws:PrincipalArn': `${iam}aws-reserved/*/AWSReservedSSO_team-${at}_*` } },
    },
    {
      Effect: 'Deny',
      Action: 'ssm:*',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': `${iam}team-${at}` } },
    },
    { Effect: 'Deny', Action: `s3:Get${at}*`, Resource: '*' },
  ]).flat();
  const policy = join(folder, 'many.json');
  writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  return [...prove(roles), '--scp', policy];
}

async function gate(mapping) {
  const { plan, documents } = await gateFilesOf(readFileSync(mapping, 'utf8'));
  const write = (name, content) => {
    const file = mapping.replace(/\.yaml$/, `-${name}.json`);
    writeFileSync(file, content);
    return file;
  };
  const outputs = documents.map((content, at) => ['--documents', write(at, content)]);
  return [program, 'gate', mapping, '--plan', write('plan', plan), ...outputs.flat()];
}

/** Every role gets another Linux user. Ends with 3, for the folder is stale. */
function diff(roles) {
  const mapping = mappingFile(`${roles}-diff`, mappingOf(roles));
  const args = [program, 'generate', mapping, '--out', join(folder, `${roles}-diff`)];
  run(args);
  writeFileSync(mapping, mappingOf(roles).replaceAll('osUser: u', 'osUser: v'));
  return [...args, '--check', '--diff', '--quiet'];
}

function peakMegabytes(args) {
  const { stderr } = run(['--import', reportMemory, ...args]);
  return Number(/peak memory (\d+) kB/.exec(stderr)[1]) / 1024;
}

/** Of bare Node, on the machine that the limits were set for. */
const referenceMilliseconds = 65;

function row(rows, what, figure, unit, limit, bare) {
  const spelled = (value) => `${value.toFixed(unit === '×' ? 2 : 0)} ${unit}`;
  rows.push({
    what,
    figure: spelled(figure),
    'as on the reference': unit === 'ms' ? spelled((figure * referenceMilliseconds) / bare) : '',
    limit: limit ? `${limit} ${unit}` : '',
    ok: limit ? figure <= limit : '',
  });
}

async function measure() {
  const rows = [];
  const hcl50 = paired(check(50, 'hcl'));
  const add = (what, figure, unit, limit) => row(rows, what, figure, unit, limit, hcl50.bare);
  add('node -e 0', hcl50.bare, 'ms');
  add('generate --check, 50 roles, HCL: above bare Node', hcl50.above, 'ms', 100);
  add('generate --check, 50 roles, JSON: above bare Node', paired(check(50, 'json')).above, 'ms', 150);
  const [hcl1000, json1000] = ['hcl', 'json'].map((syntax) => paired(check(1000, syntax)));
  add('generate --check, 1,000 roles, HCL', hcl1000.total, 'ms', 1000);
  add('generate --check, 1,000 roles, JSON', json1000.total, 'ms', 1000);
  add('2,000 roles to 1,000 roles, HCL', paired(check(2000, 'hcl')).total / hcl1000.total, '×', 2.3);
  add('2,000 roles to 1,000 roles, JSON', paired(check(2000, 'json')).total / json1000.total, '×', 2.3);
  add(
    'the hook (generate --exit-code), 12 roles, nothing to do: above bare Node',
    paired([...check(12, 'hcl').slice(0, -1), '--exit-code']).above,
    'ms',
    100,
  );
  add(
    'quick proof in generate --check, 50 roles',
    paired(check(50, 'hcl'), [...check(50, 'hcl'), '--no-prove']).above,
    'ms',
    10,
  );
  add('prove, 12 roles: above bare Node', paired(prove(12)).above, 'ms', 500);
  check(12, 'hcl');
  const underServiceControl = [...prove(12), '--scp', join(folder, '12-hcl', 'identity-center', 'scp.json')];
  add('prove --scp, 12 roles: above bare Node', paired(underServiceControl).above, 'ms', 1000);
  add('prove --scp of 6,000 statements, 12 roles', paired(underManyStatements(12)).total, 'ms', 10_000);
  const [prove100, prove200] = [100, 200].map((roles) => paired(prove(roles)).total);
  add('prove, 200 roles', prove200, 'ms', 4000);
  add('200 roles to 100 roles, prove', prove200 / prove100, '×', 2.6);
  add('peak memory, 1,000 roles, prove', peakMegabytes(prove(1000)), 'MB', 1000);
  const gates = [];
  for (const roles of [100, 300, 1000, 3000]) gates.push(paired(await gate(realistic(roles))));
  const [gate100, gate300, gate1000, gate3000] = gates.map(({ total }) => total);
  add('gate, 300 roles', gate300, 'ms', 1000);
  add('gate, 3,000 roles', gate3000, 'ms', 4000);
  add('300 roles to 100 roles, gate', gate300 / gate100, '×', 3);
  add('3,000 roles to 1,000 roles, gate', gate3000 / gate1000, '×', 3.3);
  const [diff1000, diff3000] = [1000, 3000].map((roles) => paired(diff(roles)).total);
  add('generate --check --diff, 3,000 changed roles', diff3000, 'ms', 5000);
  add('3,000 roles to 1,000 roles, generate --check --diff', diff3000 / diff1000, '×', 3.5);
  const organization = mappingFile('organization', organizationOf({ accounts: 300, roles: 40 }));
  const size = '300 accounts, 4 Regions, 40 roles';
  const [checked, proven] = [checkOf(organization, 'hcl'), [program, 'prove', organization]];
  const judged = await gate(organization);
  add(`generate --check, ${size}: above bare Node`, paired(checked).above, 'ms', 1000);
  add(`prove, ${size}`, paired(proven).total, 'ms', 5000);
  add(`gate, ${size}`, paired(judged).total, 'ms', 3000);
  add(`peak memory, ${size}`, Math.max(...[checked, proven, judged].map(peakMegabytes)), 'MB', 400);
  const distinct = checkOf(mappingFile('distinct', distinctRolesOf(3000)), 'json');
  add('generate --check, 3,000 roles that all differ, JSON', paired(distinct).total, 'ms', 3000);
  add('peak memory, 1,000 roles, HCL', peakMegabytes(check(1000, 'hcl')), 'MB', 250);
  add('peak memory, 1,000 roles, JSON', peakMegabytes(check(1000, 'json')), 'MB', 250);
  return rows;
}

try {
  for (node of nodes) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const rows = await measure();
    console.log(`${rounds} rounds, Node ${version}`);
    console.table(rows);
    if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
