/** `client`: the files that spare users `--document-name`, printed or installed. */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { clientFacts, identityIn } from '../../client/client-facts.js';
import { type ClientShell, clientFile, clientShells } from '../../client/client-files.js';
import { failure, unwritable } from '../../diagnostics/failure.js';
import { systemCode, systemReason } from '../../diagnostics/system-error.js';
import { largestForeignText } from '../../source/foreign-text.js';
import { type Command, type Invocation, mappingArgument, UsageError } from '../command.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { stringOption } from '../findings.js';
import { openSoundMapping } from '../open-named-mapping.js';
import { say, sayNext } from '../say.js';

export const clientCommand: Command = {
  name: 'client',
  summary: 'print or install the `ssm-runas` script for your users',
  description:
    'Prints the client for one shell. The client finds out which permission set the user is signed in with, and starts the session with the document of that role, so users need no `--document-name`.',
  argument: mappingArgument,
  options: [
    { name: 'shell', value: 'SHELL', choices: clientShells, description: 'for which shell (default: sh)' },
    {
      name: 'install',
      value: 'DIR',
      description: 'write the client into DIR; files that this tool did not write are never replaced',
    },
    {
      name: 'merge-alias',
      value: 'FILE',
      description: 'with --shell aws-cli: write the alias into this alias file of the AWS CLI',
    },
    { name: 'replace', description: 'replace a client or an alias that was made for another mapping' },
  ],
  findings: 'words',
  examples: [
    ['ssm-runas-gen client --install ~/.local/bin', 'install the script for this mapping'],
    ['ssm-runas-gen client --shell aws-cli --merge-alias ~/.aws/cli/alias', 'add the command aws runas'],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    const shell = (stringOption(options.shell) ?? 'sh') as ClientShell;
    const install = stringOption(options.install);
    const alias = stringOption(options['merge-alias']);
    if (install === '' || alias === '')
      throw new UsageError(`--${install === '' ? 'install' : 'merge-alias'} is empty`);
    if (alias !== undefined && shell !== 'aws-cli')
      throw new UsageError('--merge-alias needs --shell aws-cli');
    if (install !== undefined && shell === 'aws-cli') {
      throw new UsageError('an alias is not installed into a folder; use --merge-alias FILE');
    }
    const sound = await openSoundMapping(invocation);
    if (!sound) return exitCode.findings;
    const file = clientFile(clientFacts(sound.mapping), shell);
    if (options.replace && install === undefined && alias === undefined)
      throw new UsageError('--replace needs --install or --merge-alias');
    if (alias !== undefined) return mergeInto(alias, file.text, invocation);
    if (install !== undefined) return installInto(install, file, invocation);
    await io.stdout.write(file.text);
    return exitCode.fine;
  },
};

async function installInto(
  folder: string,
  file: ReturnType<typeof clientFile>,
  invocation: Invocation,
): Promise<ExitCode> {
  const { io, options } = invocation;
  const { planInstall } = await import('../../client/install.js');
  const name = basename(file.path);
  const path = resolve(io.cwd, folder, name);
  const shown = join(folder, name);
  const step = planInstall(file, standing(path), options.replace === true);
  if (step.kind === 'other-mapping') throw otherMapping(shown, step.text, file.text);
  if (step.kind === 'foreign') throw failure('output-foreign-file', shown, { file: shown });
  if (step.kind === 'write') await put(path, shown, file);
  await say(io.stderr, [`${shown}: ${step.kind === 'write' ? 'written' : 'unchanged'}`]);
  await sayNext(invocation, `put ${folder} on the PATH, then run: ${name} --list`);
  return exitCode.fine;
}

function otherMapping(file: string, existing: string, generated: string) {
  const [other = '', own = ''] = [identityIn(existing), identityIn(generated)];
  return failure('client-other-mapping', file, { file, other, own });
}

async function mergeInto(alias: string, generated: string, invocation: Invocation): Promise<ExitCode> {
  const { io, options } = invocation;
  const { mergeAlias } = await import('../../client/merge-alias.js');
  const path = resolve(io.cwd, alias);
  const found = standing(path);
  if (found === 'other') throw failure('output-foreign-file', alias, { file: alias });
  const merge = mergeAlias(found?.text, generated, options.replace === true);
  if (merge.kind === 'other-mapping') throw otherMapping(alias, merge.text, generated);
  if (merge.kind === 'refused') throw failure('client-alias-refused', alias, { file: alias, ...merge });
  if (merge.kind === 'merged')
    await put(path, alias, { text: merge.text, executable: false, mode: found?.mode });
  await say(io.stderr, [`${alias}: ${merge.kind === 'merged' ? 'written' : 'unchanged'}`]);
  await sayNext(invocation, 'aws runas --list');
  return exitCode.fine;
}

/**
 * A link is not followed: it may lead to a file of somebody else. A file that is not UTF-8 is refused, because it could not be written
 * back as it was.
 */
function standing(path: string) {
  try {
    const status = lstatSync(path);
    if (!status.isFile()) return 'other';
    if (status.size > largestForeignText) return 'other';
    const bytes = readFileSync(path);
    if (!isUtf8(bytes)) return 'other';
    return { text: bytes.toString(), executable: (status.mode & 0o100) !== 0, mode: status.mode & 0o777 };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw failure('input-unreadable', path, { file: path, reason: systemReason(error) });
  }
}

async function put(
  path: string,
  shown: string,
  file: { readonly text: string; readonly executable: boolean; readonly mode?: number | undefined },
): Promise<void> {
  const { replaceFile } = await import('../../output/single-file.js');
  try {
    replaceFile(path, file);
  } catch (error) {
    throw unwritable(shown, error);
  }
}
