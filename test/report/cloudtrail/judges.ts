/** Who judges an audit: SQLite, by way of sqlglot's Trino parser, for queries; moto's EventBridge for patterns. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hangGuard } from '../../hang-guard.js';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The Python that has the module: the one on the PATH or the system's, which Debian's packages are for. */
function pythonWith(module: string, isRequired: boolean): string | undefined {
  const python = ['python3', '/usr/bin/python3'].find(
    (one) => spawnSync(one, ['-c', `import ${module}`], { stdio: 'ignore', timeout: hangGuard }).status === 0,
  );
  if (python === undefined && isRequired)
    throw new Error(`no python3 can import ${module}, which is required`);
  if (python === undefined)
    console.warn(
      `\n*** SKIPPED: no python3 can import ${module}; what it would have judged was not judged ***\n`,
    );
  return python;
}

const sqlPython = pythonWith('sqlglot', Boolean(process.env.REQUIRE_TOOLS));
const motoPython = pythonWith('moto.events.models', Boolean(process.env.REQUIRE_MOTO));

export const canRunQueries = sqlPython !== undefined;
export const canMatchPatterns = motoPython !== undefined;

/** Which events each text finds, by their ids. */
export type Hits = Readonly<Record<string, readonly string[]>>;

export function runQueries(
  dialect: 'lake' | 'athena',
  queries: Readonly<Record<string, string>>,
  events: readonly object[],
): Hits {
  return ask(sqlPython, 'run_queries.py', { dialect, now: '2025-06-10T12:00:00Z', queries, events });
}

export function matchPatterns(patterns: Readonly<Record<string, string>>, events: readonly object[]): Hits {
  return ask(motoPython, 'match_patterns.py', { patterns, events });
}

function ask(python: string | undefined, name: string, question: object): Hits {
  if (python === undefined) throw new Error('not without its Python');
  const answer = execFileSync(python, [script(name)], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return JSON.parse(answer);
}
