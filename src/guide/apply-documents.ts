/**
 * How the Session documents get into every account and Region, with a state each, before any policy names them.
 * Knows the files that the gate later takes as evidence.
 */
import { code, codes, type Section, shell } from '../markdown/strings.js';
import { attachedOptions, attachPolicies, showPolicies } from './attach-policies.js';
import type { Situation } from './situation.js';

export function applyDocuments(situation: Situation): Section {
  const { mapping, program, inFolder, fileOf, mappingArgument } = situation;
  const plan = fileOf('session-documents', 'plan.json');
  const run = `AWS_REGION="$region" ${program} ${inFolder('session-documents')}`;
  const isRoot = mapping.output.layout === 'root';
  return {
    heading: 'The documents, in every account and Region',
    body: [
      `${places(situation)} A person whose policy names a document that is not there gets no session.`,
      isRoot
        ? 'For each account and Region take its credentials, and a state of its own (backend settings or workspace), and set:'
        : `${code('session-documents')} is called by your root; an output ${code('documents')} of that root must hand on the module's. Where one root calls both modules, plan this part alone, with ${code('-target=module.NAME')} for each call of ${code('session-documents')}. For each account and Region, set:`,
      shell(
        `account=${mapping.accounts[0] ?? '111122223333'} region=${mapping.regions[0] ?? 'eu-central-1'}`,
      ),
      shell(
        'aws sts get-caller-identity --query Account --output text',
        `${run}init`,
        `${run}plan -out=plan.bin`,
        `${program} ${inFolder('session-documents')}show -json plan.bin > ${plan}`,
        `npx ssm-runas-gen gate${mappingArgument} --strict --plan ${plan}${attachedOptions(situation)}`,
      ),
      planWords(situation),
      `Only when the first line was that account, ${code('gate')} exits with 0 and the plan reads as said:`,
      shell(`${run}apply plan.bin`, `${run}output -json > "documents-$account-$region.json"`),
      `Keep the ${code('documents-….json')} files: the next part hands them to ${code('gate')}.`,
    ],
  };
}

/**
 * Once a document exists, whoever may start any document may pick it; without a tag its user counts. No plan of ours shows
 * whether the policies that keep people from it are attached, hence the files for the gate.
 */
export function guardDocuments(situation: Situation): Section[] {
  const { mapping, access } = situation;
  if (access.serviceControlPolicies.length === 0) return [];
  return [
    {
      heading: 'The service control policies, before any document',
      body: [
        `Without them, whoever may start **any** document (${code('ssm:StartSession')} on ${code('*')}, as in ${code('AdministratorAccess')}) and has no tag can pick a document that the next part brings, and become its user: mapped permission sets until ${code('switch')}, others always.`,
        ...(mapping.step.attribute === 'gone'
          ? [
              'Where they are not attached yet, or the mapping has a role or an older document that is new since, follow section 5 **now**. Otherwise those of this step come last: they also deny the tag.',
            ]
          : attachPolicies(situation)),
        ...showPolicies(situation),
      ],
    },
  ];
}

function places({ mapping: { accounts, regions } }: Situation): string {
  const inAccounts =
    accounts.length > 0
      ? `These accounts: ${codes(accounts)}.`
      : `The mapping lists no ${code('accounts')}: every account in which a mapped permission set is assigned and nodes are reached.`;
  const inRegions =
    regions.length > 0
      ? `In each, these Regions: ${codes(regions)}.`
      : `The mapping lists no ${code('regions')}: in each, every Region that has such nodes.`;
  return `${inAccounts} ${inRegions}`;
}

function planWords({ mapping: { roles, documents, step, output } }: Situation): string {
  const total = roles.length + documents.previous.length;
  const beside = output.layout === 'module' ? ' beside what else your root holds' : '';
  const previous =
    documents.previous.length > 0
      ? ` The older documents ${codes(documents.previous.map(({ name }) => name))} stay as they are where they exist; elsewhere a closed one of that name is made. They must not change and not be destroyed: remove a name from ${code('documents.previous')} only when no policy names it.`
      : '';
  const first = `${code(`Plan: ${total} to add, 0 to change, 0 to destroy.`)} where nothing was applied before`;
  const again = (what: string) => `${code('No changes.')} where ${what} was`;
  const order =
    step.attribute === 'stays' ? `${first}, ${again('it')}` : `${again('the step before')}, ${first}`;
  return `The plan must read${beside}: ${order}. A document that is destroyed or replaced takes sessions away: stop.${previous}`;
}

/** All evidence for the gate: spelled where the mapping lists the places and they are few, else whatever files there are. */
export function documentsOptions({ mapping: { accounts, regions } }: Situation): {
  readonly before: readonly string[];
  readonly options: string;
} {
  const most = 6;
  const files = accounts.flatMap((account) => regions.map((region) => `documents-${account}-${region}.json`));
  if (files.length > 0 && files.length <= most) {
    return { before: [], options: files.map((file) => ` \\\n  --documents ${file}`).join('') };
  }
  return {
    before: ['set --', 'for file in documents-*.json; do set -- "$@" --documents "$file"; done'],
    options: ' "$@"',
  };
}
