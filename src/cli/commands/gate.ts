/** `gate`: may this plan be applied? What it means for people and what is refused are the product. */
import { resolve } from 'node:path';
import { type Diagnostic, hasErrors, withAccepted, withoutAccepted } from '../../diagnostics/diagnostic.js';
import { failure } from '../../diagnostics/failure.js';
import { systemReason } from '../../diagnostics/system-error.js';
import { readBounded } from '../../input/read-bounded.js';
import { foreignText, foreignTextReadLimit, type NamedText } from '../../source/foreign-text.js';
import { type Command, type Invocation, mappingArgument, UsageError } from '../command.js';
import { exitCode } from '../exit-code.js';
import { acceptedCodes, printFindings, speaksToPeople, stringOption } from '../findings.js';
import { openSoundMapping } from '../open-named-mapping.js';
import { originOf } from '../package-file.js';
import { say, sayNext } from '../say.js';

export const gateCommand: Command = {
  name: 'gate',
  summary: 'check a Terraform plan before you apply it',
  description:
    'Reads the output of `terraform show -json` for a saved plan, prints what the plan changes for people, and fails if the plan does not match the mapping.',
  argument: mappingArgument,
  options: [
    { name: 'plan', value: 'FILE', description: 'the plan as JSON, or - for standard input (required)' },
    {
      name: 'documents',
      value: 'FILE',
      repeatable: true,
      description:
        'output of `terraform output -json` in session-documents, one file for each account and Region',
    },
    {
      name: 'policies',
      value: 'FILE',
      description:
        'output of `terraform output -json` in identity-center; needed when this plan removes the attribute and the policies are in another state',
    },
    {
      name: 'attached-scp',
      value: 'FILE',
      repeatable: true,
      description:
        'evidence of attached service control policies, written by the commands in ROLLOUT.md, or output of `terraform output -json` in service-control-policies; needed when this plan creates documents',
    },
  ],
  findings: 'product',
  examples: [
    ['ssm-runas-gen gate --strict --plan plan.json --documents eu.json', 'check a plan before you apply it'],
    ['terraform show -json plan.bin | ssm-runas-gen gate --plan -', 'the same without a file for the plan'],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    const accepted = acceptedCodes(invocation);
    const plan = await readPlan(invocation);
    const readAll = (option: string) =>
      (invocation.lists[option] ?? []).map((file) => readNamed(file, io.cwd));
    const documents = readAll('documents');
    const policiesFile = stringOption(options.policies);
    const policies = policiesFile === undefined ? undefined : readNamed(policiesFile, io.cwd);
    const attachedPolicies = readAll('attached-scp');
    const sound = await openSoundMapping(invocation);
    if (!sound) return exitCode.findings;
    const { opened, mapping, access } = sound;
    const { gate, renderGateJson } = await import('../../gate/gate.js');
    const acceptances = [...accepted.map((code) => ({ code })), ...mapping.accept];
    const result = gate({ mapping, access, plan, documents, policies, attachedPolicies });
    const judged = { ...result, diagnostics: withAccepted(result.diagnostics, acceptances) };
    const refused = hasErrors(judged.diagnostics, options.strict === true);
    const origin = originOf(mapping);
    if (options.format === 'json') {
      await io.stdout.write(renderGateJson({ ...judged, accepted: !refused }, origin, opened.bytesOf));
      return refused ? exitCode.findings : exitCode.fine;
    }
    if (speaksToPeople(invocation)) await say(io.stdout, judged.meaning);
    await printFindings({ diagnostics: judged.diagnostics, bytesOf: opened.bytesOf }, invocation);
    if (!speaksToPeople(invocation)) return refused ? exitCode.findings : exitCode.fine;
    await say(io.stdout, [
      `ssm-runas-gen ${origin.version}, mapping sha256:${origin.digest}`,
      ...(refused && !hasErrors(judged.diagnostics) ? [strictLine(judged.diagnostics)] : []),
      refused ? 'refused' : 'accepted',
    ]);
    if (!refused) await sayNext(invocation, 'apply this saved plan; a new plan must be checked again');
    return refused ? exitCode.findings : exitCode.fine;
  },
};

/** Why a plan with nothing but warnings is refused, and the way through. */
function strictLine(diagnostics: readonly Diagnostic[]): string {
  const codes = [...new Set(withoutAccepted(diagnostics).map(({ code }) => code))];
  const options = codes.map((code) => `--accept ${code}`).join(' ');
  return `--strict refuses warnings. If you have checked them and accept the risk: ${options}`;
}

async function readPlan({ argument, io, options }: Invocation): Promise<NamedText> {
  const file = stringOption(options.plan);
  if (file === undefined || file === '') throw new UsageError("missing option '--plan FILE'");
  if (file !== '-') return readNamed(file, io.cwd);
  if (argument === '-') throw new UsageError('standard input can be the mapping or the plan, not both');
  if (io.stdin.isTerminal)
    throw new UsageError('standard input is a terminal; pipe a plan into the command, or give a file');
  return { file: '<stdin>', ...foreignText(await io.stdin.read(foreignTextReadLimit)) };
}

/** Throws a `Failure` for a file that cannot be read. */
function readNamed(file: string, cwd: string): NamedText {
  try {
    return { file, ...foreignText(readBounded(resolve(cwd, file), foreignTextReadLimit)) };
  } catch (error) {
    throw failure('input-unreadable', file, { file, reason: systemReason(error) });
  }
}
