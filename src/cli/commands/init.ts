/** `init`: a starter mapping, filled from what the AWS CLI printed. Never writes over a mapping. */
import { join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { failure, unwritable } from '../../diagnostics/failure.js';
import { type Report, reportInto } from '../../diagnostics/report.js';
import { systemCode, systemReason } from '../../diagnostics/system-error.js';
import type { AwsOutput } from '../../init/aws-output.js';
import { foldersUpToRoot, mappingNames, openMappingText, readLimit } from '../../input/open-mapping.js';
import { readBounded } from '../../input/read-bounded.js';
import { validateOpened } from '../../library.js';
import { isThere } from '../../output/file-system.js';
import { type Command, type Invocation, UsageError } from '../command.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { printFindings, speaksToPeople, stringOption } from '../findings.js';
import { say, sayNext } from '../say.js';

const fileName = 'ssm-runas.yaml';

/** What would be found in this folder instead of, or before, the new file. */
const rivals = mappingNames.flatMap((name) => [name, join('.config', name)]);

export const initCommand: Command = {
  name: 'init',
  summary: 'write a commented mapping to start from',
  description: `Writes ${fileName} to the current folder, filled from output of the AWS CLI, and lists what you still have to fill in. Never overwrites a mapping.`,
  options: [
    {
      name: 'attributes',
      value: 'FILE',
      description:
        'output of the AWS CLI for the attributes for access control, from which `keep` is made; - for standard input',
    },
    {
      name: 'permission-sets',
      value: 'FILE',
      description:
        'output of aws sso-admin list-permission-sets, or of one or several describe-permission-set, from which the roles are made; - for standard input',
    },
    {
      name: 'only',
      value: 'NAME,...',
      description: 'make roles only of these permission sets (names, separated by commas)',
    },
    { name: 'stdout', description: 'print the mapping instead of writing it' },
  ],
  findings: 'words',
  examples: [
    ['ssm-runas-gen init', 'a mapping to fill in by hand'],
    [
      'ssm-runas-gen init --attributes attributes.json --permission-sets sets.json',
      'a mapping filled from output of the AWS CLI',
    ],
    [
      'ssm-runas-gen init --permission-sets sets.json --only LinuxAdmin',
      'a mapping with the role of one permission set',
    ],
    ['ssm-runas-gen init --attributes - --stdout < attributes.json', 'print the mapping and write nothing'],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    refuseUnusable(options);
    const { cwd } = io;
    if (!options.stdout) refuseToOverwrite(cwd);
    const [attributesInput, setsInput] = [
      await input('attributes', invocation),
      await input('permission-sets', invocation),
    ];
    const found: Diagnostic[] = [];
    const starter = await starterFrom(attributesInput, setsInput, invocation, reportInto(found, undefined));
    if (starter === undefined) {
      const inputs = [attributesInput, setsInput];
      await printFindings(
        { diagnostics: found, bytesOf: (file) => inputs.find((each) => each?.file === file)?.bytes },
        invocation,
      );
      return exitCode.findings;
    }
    return deliver(starter, invocation);
  },
};

function refuseUnusable(options: Invocation['options']): void {
  for (const name of ['attributes', 'permission-sets', 'only']) {
    if (options[name] === '') throw new UsageError(`--${name} is empty`);
  }
  if (options.attributes === '-' && options['permission-sets'] === '-') {
    throw new UsageError('only one of --attributes and --permission-sets can be standard input');
  }
  if (options.only !== undefined && options['permission-sets'] === undefined)
    throw new UsageError('--only needs --permission-sets');
}

function refuseToOverwrite(cwd: string): void {
  const rival = rivals.find((path) => isThere(join(cwd, path)));
  if (rival !== undefined) throw failure('init-mapping-exists', rival, { file: rival });
}

async function input(option: string, { io, options }: Invocation): Promise<AwsOutput | undefined> {
  const file = stringOption(options[option]);
  if (file === undefined) return undefined;
  if (file === '-') {
    if (io.stdin.isTerminal) throw new UsageError(`--${option} -: standard input is a terminal`);
    return { file: '<stdin>', bytes: await io.stdin.read(readLimit) };
  }
  try {
    return { file, bytes: readBounded(resolve(io.cwd, file), readLimit) };
  } catch (error) {
    throw failure('init-input-unreadable', file, { file, reason: systemReason(error) });
  }
}

/** Undefined after a report; both inputs are judged before that. */
async function starterFrom(
  attributesInput: AwsOutput | undefined,
  setsInput: AwsOutput | undefined,
  { io, options }: Invocation,
  report: Report,
): Promise<string | undefined> {
  const [{ readAttributes }, { choosePermissionSets, readPermissionSets }, { starterMapping }] =
    await Promise.all([
      import('../../init/read-attributes.js'),
      import('../../init/read-permission-sets.js'),
      import('../../init/starter-mapping.js'),
    ]);
  const attributes = attributesInput && readAttributes(attributesInput, report);
  const found = setsInput && readPermissionSets(setsInput, report);
  const only = stringOption(options.only)?.split(',');
  const permissionSets =
    found && setsInput && only ? choosePermissionSets(found, only, setsInput.file, report) : found;
  if ((attributesInput && !attributes) || (setsInput && !permissionSets)) return undefined;
  return starterMapping({ schemaPath: findSchema(io.cwd), attributes, permissionSets });
}

/** Only a path inside of the repository is the same on every machine. */
function findSchema(cwd: string): string | undefined {
  for (const folder of foldersUpToRoot(cwd)) {
    const path = join(folder, 'node_modules/ssm-runas-gen/schema/role-mapping.schema.json');
    if (!isThere(path)) continue;
    const relativePath = relative(cwd, path).split(sep).join('/');
    return relativePath.startsWith('.') ? relativePath : `./${relativePath}`;
  }
  return undefined;
}

async function deliver(text: string, invocation: Invocation): Promise<ExitCode> {
  const { io, options } = invocation;
  if (options.stdout) {
    await io.stdout.write(text);
  } else {
    const { writeNewFile } = await import('../../output/single-file.js');
    try {
      writeNewFile(join(io.cwd, fileName), text);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw failure('init-mapping-exists', fileName, { file: fileName });
      throw unwritable(fileName, error);
    }
  }
  return conclude(text, invocation);
}

/**
 * Placeholders are what is left to do. AWS also allows what a mapping does not, such as an empty source; those are errors now.
 */
async function conclude(text: string, invocation: Invocation): Promise<ExitCode> {
  const { io, options, pipeline } = invocation;
  const bytes = new TextEncoder().encode(text);
  const opened = openMappingText({ file: fileName, fileName, bytes }, io.cwd);
  const { diagnostics } = await validateOpened(opened, {}, pipeline);
  const isPlaceholder = ({ code }: Diagnostic) => code === 'placeholder-left';
  const errors = diagnostics.filter((found) => found.severity === 'error' && !isPlaceholder(found));
  await printFindings({ diagnostics: errors, bytesOf: opened.bytesOf }, invocation);
  if (speaksToPeople(invocation)) {
    const left = diagnostics.filter(isPlaceholder).map(({ path = [], range }) => {
      const line = String(range?.start.line ?? 1);
      return `  line ${line.padStart(3)}  ${path.join('.')}`;
    });
    const wrote = options.stdout ? [] : [`wrote ${fileName}`];
    await say(io.stderr, [...wrote, ...(left.length > 0 ? ['left to fill in:', ...left] : [])]);
    await sayNext(invocation, `fill in these values in ${fileName}, then run: ssm-runas-gen validate`);
  }
  return errors.length > 0 ? exitCode.findings : exitCode.fine;
}
