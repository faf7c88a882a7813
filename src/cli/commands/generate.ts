/** `generate`: from the mapping to files in the output folder, or a check of the existing files. */
import { join } from 'node:path';
import { type GenerateOptions, type GenerateResult, generateOpened } from '../../library.js';
import type { FileChange } from '../../output/compare.js';
import type { IgnoredPath } from '../../output/ignored-by-git.js';
import {
  allOption,
  type Command,
  type Invocation,
  mappingsArgument,
  namesSeveral,
  UsageError,
} from '../command.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { acceptedCodes, printFindings, speaksToPeople, stringOption } from '../findings.js';
import { usesColour } from '../io.js';
import { openNamedMapping } from '../open-named-mapping.js';
import { commandToGenerate, largeFor, say, sayNext, withProgress } from '../say.js';

export const generateCommand: Command = {
  name: 'generate',
  summary: 'write the Terraform for the mapping',
  description:
    'Checks the role mapping, writes the generated files that differ, and removes files that are no longer generated. Files that the tool did not write are never changed.',
  argument: mappingsArgument,
  options: [
    { name: 'out', value: 'DIR', description: "write to DIR instead of the mapping's output.directory" },
    {
      name: 'syntax',
      value: 'SYNTAX',
      choices: ['hcl', 'json'],
      description: "write Terraform in SYNTAX instead of the mapping's output.syntax",
    },
    { name: 'check', description: 'write nothing; exit with 3 if the files are out of date' },
    { name: 'exit-code', description: 'exit with 3 if a file was written or removed, for hooks' },
    {
      name: 'diff',
      description: 'write the files and also print a unified diff (add --check to only print it)',
    },
    { name: 'stdout', description: 'print the files instead of writing them' },
    allOption,
    { name: 'no-prove', description: 'write the policies even if the quick checks of the proof fail' },
  ],
  findings: 'words',
  examples: [
    ['ssm-runas-gen generate', 'write the files for the mapping of this repository'],
    [
      'ssm-runas-gen generate --check --diff',
      'in CI: fail and print the differences if the files are out of date',
    ],
    ['ssm-runas-gen generate --syntax json --out build/json -', 'a mapping from standard input, as JSON'],
    ['ssm-runas-gen generate --all --exit-code', 'every mapping of the repository, for hooks'],
  ],
  run: async (invocation) => {
    const { pipeline, options } = invocation;
    const request = toRequest(invocation);
    if (namesSeveral(invocation)) {
      const { generateNamed } = await import('../several-mappings.js');
      return generateNamed(invocation, request, (result, name) => conclude(result, invocation, name));
    }
    const opened = await openNamedMapping(invocation);
    const isLarge = opened.source.bytes.length >= largeFor.generating;
    const result = await withProgress(invocation, isLarge, () => generateOpened(opened, request, pipeline));
    const isQuiet = options.quiet === true;
    const diagnostics = result.diagnostics.filter(({ severity }) => severity === 'error' || !isQuiet);
    await printFindings({ diagnostics, bytesOf: opened.bytesOf }, invocation);
    return conclude(result, invocation);
  },
};

function toRequest(invocation: Invocation): Omit<GenerateOptions, 'mapping'> {
  const { io, options } = invocation;
  const others = ['check', 'diff', 'exit-code', 'out'].filter((name) => options[name] !== undefined);
  if (options.stdout && others.length > 0)
    throw new UsageError(`--stdout and --${others[0]} cannot be used together`);
  if (options.check && options['exit-code'])
    throw new UsageError('--check and --exit-code cannot be used together');
  const out = stringOption(options.out);
  if (out === '') throw new UsageError('--out is empty');
  const { syntax } = options;
  return {
    cwd: io.cwd,
    strict: options.strict === true,
    accept: acceptedCodes(invocation),
    prove: options['no-prove'] !== true,
    mode: options.stdout ? 'render' : options.check ? 'compare' : 'write',
    ...(out !== undefined && { out }),
    ...((syntax === 'hcl' || syntax === 'json') && { syntax }),
  };
}

/** `name` stands before what is said of one mapping among several. */
async function conclude(result: GenerateResult, invocation: Invocation, name = ''): Promise<ExitCode> {
  const { io, options } = invocation;
  switch (result.outcome) {
    case 'invalid':
      return exitCode.findings;
    case 'failed':
      return exitCode.failed;
    case 'rendered': {
      const { bundleOf } = await import('../file-diff.js');
      await io.stdout.write(bundleOf(result.files ?? []));
      return exitCode.fine;
    }
    case 'fresh':
    case 'stale':
    case 'written':
      await describe(result, invocation, name);
      if (result.outcome === 'stale') return exitCode.stale;
      return result.outcome === 'written' && options['exit-code'] ? exitCode.stale : exitCode.fine;
  }
}

async function describe(
  { changes = [], folder = '', outcome, takenFrom, ignored }: GenerateResult,
  invocation: Invocation,
  name: string,
): Promise<void> {
  const { io, options } = invocation;
  if (options.diff && outcome !== 'fresh') {
    const { diffOf } = await import('../file-diff.js');
    const colour = usesColour(stringOption(options.color), io.stdout, io.env);
    await io.stdout.write(diffOf(changes, { folder, colour, isTerminal: io.stdout.isTerminal }));
  }
  if (!speaksToPeople(invocation)) return;
  if (takenFrom !== undefined) await say(io.stderr, [`${name}${takenOverLine(takenFrom, folder)}`]);
  const [first = '', ...others] =
    outcome === 'stale'
      ? staleLines(changes, folder, commandToGenerate(invocation))
      : summaryLines(changes, folder);
  await say(io.stderr, [`${name}${first}`, ...others]);
  if (ignored) await say(io.stderr, [`${name}${ignoredLine(ignored)}`]);
  if (outcome === 'written' && name === '')
    await sayNext(invocation, `follow ${join(folder, 'ROLLOUT.md')}; review ${join(folder, 'ACCESS.md')}`);
  if (options['no-prove']) await say(io.stderr, ['The policies are not proven (--no-prove).']);
}

function summaryLines(changes: readonly FileChange[], folder: string): readonly string[] {
  const count = (...states: readonly FileChange['state'][]) =>
    changes.filter(({ state }) => states.includes(state)).length;
  const written = count('created', 'changed');
  const removed = count('orphaned');
  const unchanged = count('unchanged');
  return [`${folder}: ${written} written, ${removed} removed, ${unchanged} unchanged`];
}

/** Two mappings must not share a folder, but a mapping may be renamed. */
function takenOverLine(from: string, folder: string): string {
  return `${folder}: belonged to the mapping ${from}, which no longer exists; now belongs to this mapping`;
}

/** The files are to be committed, and many templates for `.gitignore` have `generated/`. */
function ignoredLine({ path, file, line, pattern }: IgnoredPath): string {
  return `${path} is ignored by Git, so it is not committed: remove ${JSON.stringify(pattern)} from ${file} (line ${line})`;
}

/** A line for each file that is not as it should be, among them; `command` writes these files. */
function staleLines(changes: readonly FileChange[], folder: string, command: string): readonly string[] {
  const words = { created: 'missing', changed: 'stale', orphaned: 'orphaned' } as const;
  const linesOf = (wanted: boolean) =>
    changes.flatMap((change) =>
      change.state === 'unchanged' || change.onlyTool !== wanted
        ? []
        : [`  ${words[change.state].padEnd(8)}  ${change.path}`],
    );
  const [others, byTool] = [linesOf(false), linesOf(true)];
  return [
    ...(others.length > 0 ? [`${folder} is out of date:`, ...others] : []),
    ...(byTool.length > 0
      ? [
          `${folder} was written by another version of ssm-runas-gen; the mapping itself has not changed:`,
          ...byTool,
        ]
      : []),
    `Run \`${command}\` and commit the result.`,
  ];
}
