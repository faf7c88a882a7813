/** `init`: a starter mapping, filled from what the AWS CLI printed. Never writes over a mapping. */
import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { failure } from '../../diagnostics/failure.js';
import { type Report, reportInto } from '../../diagnostics/report.js';
import { systemCode, systemReason } from '../../diagnostics/system-error.js';
import type { AwsOutput } from '../../init/aws-output.js';
import type { StarterMapping } from '../../init/starter-mapping.js';
import { readLimit } from '../../input/open-mapping.js';
import { readBounded } from '../../input/read-bounded.js';
import { type Command, type Invocation, UsageError } from '../command.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { printFindings, speaksToPeople, stringOption } from '../findings.js';
import { readPackageFile } from '../package-file.js';
import { say } from '../say.js';

const fileName = 'ssm-runas.yaml';

/** What would be found in this folder instead of, or before, the new file. */
const rivals = [fileName, 'ssm-runas.yml', 'ssm-runas.json'].flatMap((name) => [name, join('.config', name)]);

export const initCommand: Command = {
  name: 'init',
  summary: 'write a commented mapping to start from',
  description: `Writes ${fileName} to the current folder, filled from what the AWS CLI printed, and names what is left to fill in. Never overwrites a mapping.`,
  options: [
    {
      name: 'attributes',
      value: 'FILE',
      description:
        'JSON that the AWS CLI prints of the attributes for access control; fills the keep-list; - for standard input',
    },
    {
      name: 'permission-sets',
      value: 'FILE',
      description:
        'JSON that the AWS CLI prints for list-permission-sets, or for one or several describe-permission-set; fills the roles; - for standard input',
    },
    { name: 'stdout', description: 'print the mapping instead of writing it' },
  ],
  findings: 'words',
  examples: [
    ['ssm-runas-gen init', 'a mapping to fill in by hand'],
    ['ssm-runas-gen init --attributes attributes.json --permission-sets sets.json', 'filled from AWS'],
    ['ssm-runas-gen init --attributes - --stdout < attributes.json', 'only a look'],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    refuseTwoFromStandardInput(options);
    const { cwd } = io;
    if (!options.stdout) refuseToOverwrite(cwd);
    const [attributesInput, setsInput] = [
      await input('attributes', invocation),
      await input('permission-sets', invocation),
    ];
    const found: Diagnostic[] = [];
    const starter = await starterFrom(attributesInput, setsInput, reportInto(found, undefined));
    if (!starter) {
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

function refuseTwoFromStandardInput(options: Invocation['options']): void {
  for (const name of ['attributes', 'permission-sets']) {
    if (options[name] === '') throw new UsageError(`--${name} is empty`);
  }
  if (options.attributes === '-' && options['permission-sets'] === '-') {
    throw new UsageError('only one of --attributes and --permission-sets can be standard input');
  }
}

function refuseToOverwrite(cwd: string): void {
  const rival = rivals.find((path) => stands(join(cwd, path)));
  if (rival !== undefined) throw failure('init-mapping-exists', rival, { file: rival });
}

/** A broken link stands too. */
function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
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
  report: Report,
): Promise<StarterMapping | undefined> {
  const [{ readAttributes }, { readPermissionSets }, { starterMapping }] = await Promise.all([
    import('../../init/read-attributes.js'),
    import('../../init/read-permission-sets.js'),
    import('../../init/starter-mapping.js'),
  ]);
  const attributes = attributesInput && readAttributes(attributesInput, report);
  const permissionSets = setsInput && readPermissionSets(setsInput, report);
  if ((attributesInput && !attributes) || (setsInput && !permissionSets)) return undefined;
  const schemaId: string = JSON.parse(readPackageFile('schema/role-mapping.schema.json')).$id;
  return starterMapping({ schemaId, attributes, permissionSets });
}

async function deliver({ text, toFill }: StarterMapping, invocation: Invocation): Promise<ExitCode> {
  const { io, options } = invocation;
  if (options.stdout) {
    await io.stdout.write(text);
  } else {
    const { writeNewFile } = await import('../../output/single-file.js');
    try {
      writeNewFile(join(io.cwd, fileName), text);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw failure('init-mapping-exists', fileName, { file: fileName });
      throw failure('output-unwritable', fileName, { file: fileName, reason: systemReason(error) });
    }
  }
  return conclude(text, toFill, invocation);
}

/** AWS allows what a mapping does not, such as an empty source: those findings are what is left to do. */
async function conclude(text: string, toFill: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io, options, pipeline } = invocation;
  const [{ openMappingText }, { validateOpened }] = await Promise.all([
    import('../../input/open-mapping.js'),
    import('../../library.js'),
  ]);
  const bytes = new TextEncoder().encode(text);
  const opened = openMappingText({ file: fileName, fileName, bytes }, io.cwd);
  const { diagnostics } = await validateOpened(opened, {}, pipeline);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  await printFindings({ diagnostics: errors, bytesOf: opened.bytesOf }, invocation);
  if (speaksToPeople(invocation)) {
    const wrote = options.stdout ? [] : [`wrote ${fileName}`];
    await say(io.stderr, [...wrote, 'left to fill in:', ...toFill.map((path) => `  ${path}`)]);
  }
  return errors.length > 0 ? exitCode.findings : exitCode.fine;
}
