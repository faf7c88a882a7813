/**
 * How the identity-center module is planned, judged and applied at each step, and what its plan must count. The order
 * within the step is the guide's: policies first, then whatever takes the attribute away outside of the module.
 */
import { runAsTag } from '../aws/names.js';
import { bullets, code, codes, type Section, shell } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import { documentsOptions } from './apply-documents.js';
import { onlyInForce } from './policies-in-force.js';
import { appliedPolicies, isRemovedElsewhere, removalElsewhere } from './remove-attribute.js';
import type { Situation } from './situation.js';
import { attributesAddressOf, inlinePolicyAddressOf } from './terraform-addresses.js';

export function applyPolicies(situation: Situation): Section {
  return {
    heading: 'The policies, once',
    body: [
      "With credentials of the management account or the delegated administrator, in Identity Center's Region:",
      ...rootBlocks(situation),
      ...handedOn(situation),
      ...plans(situation),
      ...(waitsForExported(situation) ? [] : attachExported(situation)),
      ...removalElsewhere(situation),
    ],
  };
}

function rootBlocks({ mapping, attribute }: Situation): string[] {
  const isNeeded =
    attribute.kind === 'kept' &&
    (attribute.holder === 'unmanaged'
      ? mapping.step.attribute !== 'stays'
      : attribute.movedFrom !== undefined);
  if (mapping.output.layout === 'root' || !isNeeded) return [];
  return [
    `Copy ${code('root-blocks/')} into your root first: only a root may hold the ${attribute.holder === 'unmanaged' ? 'import' : 'moved'} block in it.`,
  ];
}

/** Only a root's own outputs are printed. */
function handedOn(situation: Situation): string[] {
  if (situation.mapping.output.layout === 'root' || !isRemovedElsewhere(situation)) return [];
  return [
    `An output ${code('inline_policies')} of your root must hand on the module's: ${code('gate')} is shown it below.`,
  ];
}

function plans(situation: Situation): string[] {
  if (!destroysBeforePolicies(situation))
    return [planAndGate(situation, []), planWords(situation), ...applyLast(situation)];
  const targets = situation.placed.map(
    (role) => `-target=${shellWord(inlinePolicyAddressOf(situation.mapping, role))}`,
  );
  return [
    `Here it takes **two applies**: Terraform destroys before it changes, so a single one would switch the feature off while the policies of ${code('prepare')} still stand. First the policies alone:`,
    planAndGate(situation, targets),
    `The plan must read ${code(count(0, situation.placed.length))} and not name ${code(attributesAddressOf(situation.mapping))}.`,
    apply(situation),
    'Then the rest:',
    planAndGate(situation, []),
    `The plan must read ${code('Plan: 0 to add, 0 to change, 1 to destroy.')}, and what is destroyed must be ${code(attributesAddressOf(situation.mapping))}: this switches attributes for access control off for the whole instance, for every attribute and every application.`,
    ...applyLast(situation),
  ];
}

/** A destroy comes before the change of what the destroyed resource depended on. */
function destroysBeforePolicies({ mapping, attribute, placed }: Situation): boolean {
  return (
    mapping.step.attribute === 'goes' &&
    attribute.kind === 'disabling' &&
    attribute.holder === 'managed' &&
    placed.length > 0
  );
}

function planAndGate(situation: Situation, targets: readonly string[]): string {
  const { program, inFolder, fileOf, mappingArgument } = situation;
  const run = `${program} ${inFolder('identity-center')}`;
  const plan = fileOf('identity-center', 'plan.json');
  const { before, options } = documentsOptions(situation);
  return shell(
    `${run}init`,
    `${run}plan -out=plan.bin${targets.map((target) => ` \\\n  ${target}`).join('')}`,
    `${run}show -json plan.bin > ${plan}`,
    ...before,
    `npx ssm-runas-gen gate${mappingArgument} --strict --plan ${plan}${options}`,
  );
}

/** Terraform does not wait for policies that others attach, so that the attribute goes only where AWS has them. */
function waitsForExported({ mapping, attribute, exported }: Situation): boolean {
  const goesHere =
    attribute.kind === 'kept' || (attribute.kind === 'disabling' && attribute.holder === 'managed');
  return mapping.step.attribute === 'goes' && goesHere && exported.length > 0;
}

/** The apply with which the attribute goes, if it goes here. */
function applyLast(situation: Situation): string[] {
  if (!waitsForExported(situation)) return [apply(situation)];
  const { exported, program, inFolder, fileOf } = situation;
  const names = codes(exported.map(({ permissionSet }) => permissionSet.name));
  const printPolicies =
    'console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).planned_values.outputs.inline_policies.value, null, 2))';
  return [
    `**Yours to attach** (${code('inlinePolicy: export')}): the inline policy of ${names}. Attach it now, before the attribute goes. The plan holds it${situation.mapping.output.layout === 'root' ? '' : `, if your root hands on the module's output ${code('inline_policies')}`}:`,
    shell(`node -e '${printPolicies}' < ${fileOf('identity-center', 'plan.json')}`),
    `Only when ${code('gate')} exits with 0 and the plan reads as said; AWS is asked whether the policies of ${names} are attached and provisioned:`,
    shell(
      ...onlyInForce(
        situation.access,
        exported,
        [`${program} ${inFolder('identity-center')}apply plan.bin`],
        'Nothing was applied: first attach the exported policies of this step.',
      ),
    ),
  ];
}

function apply(situation: Situation): string {
  const run = `${situation.program} ${situation.inFolder('identity-center')}`;
  return [
    `Only when ${code('gate')} exits with 0 and the plan reads as said:`,
    '',
    // Outputs are written even when the apply of a policy fails: they are evidence only of one that did not.
    isRemovedElsewhere(situation)
      ? shell(`${run}apply plan.bin &&`, `  ${run}output -json > ${appliedPolicies}`)
      : shell(`${run}apply plan.bin`),
  ].join('\n');
}

function planWords(situation: Situation): string {
  const beside =
    situation.mapping.output.layout === 'module' ? ' (what else your root holds comes on top)' : '';
  return [`The plan must read${beside}:`, '', bullets(planLines(situation))].join('\n');
}

function planLines(situation: Situation): string[] {
  switch (situation.mapping.step.attribute) {
    case 'stays':
      return whenPreparing(situation);
    case 'goes':
      return whenSwitching(situation);
    case 'gone':
      return whenEnforcing(situation);
  }
}

function whenPreparing({ mapping, attribute, placed, created }: Situation): string[] {
  const address = code(attributesAddressOf(mapping));
  const moved =
    attribute.kind !== 'unstated' && 'movedFrom' in attribute && attribute.movedFrom !== undefined
      ? [`${address} has moved from ${code(attribute.movedFrom)}, and nothing else of it changes;`]
      : [];
  const isHeld = 'holder' in attribute && attribute.holder === 'managed';
  return [
    `${code(count(placed.length + created.length, 0))} the first time: the inline policies${created.length > 0 ? ' and the permission sets that are created' : ''};`,
    ...moved,
    isHeld
      ? `no change to ${address}. One means that ${code('keep')} or ${code('removes')} is not what AWS has: stop.`
      : `nothing about ${address}.`,
  ];
}

function whenSwitching({ mapping, attribute, placed }: Situation): string[] {
  const address = code(attributesAddressOf(mapping));
  if (attribute.kind !== 'kept') {
    return [
      `${code(count(0, placed.length))} after ${code('prepare')}: the inline policies get their Denies;`,
      `nothing about ${address}.`,
    ];
  }
  const imports = attribute.holder === 'unmanaged' ? '1 to import, ' : '';
  const added = attribute.remaining.filter(
    ({ key }) => !attribute.today.some((listed) => listed.key === key),
  );
  return [
    `${code(`Plan: ${imports}0 to add, ${placed.length + 1} to change, 0 to destroy.`)} after ${code('prepare')}: the inline policies, and ${address};`,
    `of ${address} one attribute goes, ${code(runAsTag)}, and ${added.length > 0 ? `${codes(added.map(({ key }) => key))} comes` : 'none comes'}. Another that goes or changes is lost for the whole organisation: stop;`,
    `no destroy and no replace of ${address}: that would switch the feature off for everybody.`,
  ];
}

function whenEnforcing({ mapping, placed }: Situation): string[] {
  const late = placed.filter(({ principalTag }) => principalTag === 'forbid');
  const changes =
    late.length === 0
      ? `${code('No changes.')} after ${code('switch')}: every role's ${code('principalTag')} is stated, so its policy is already what it will be;`
      : `${code(count(0, late.length))} after ${code('switch')} (fewer where a role states its ${code('principalTag')}): the inline policies get the Deny of the tag;`;
  return [
    changes,
    `nothing about ${code(attributesAddressOf(mapping))}. If the attribute goes in this plan too, ${code('switch')} was left out: go back to it.`,
  ];
}

function count(added: number, changed: number): string {
  return added === 0 && changed === 0
    ? 'No changes.'
    : `Plan: ${added} to add, ${changed} to change, 0 to destroy.`;
}

function attachExported({ mapping, exported, program, inFolder }: Situation): string[] {
  if (exported.length === 0) return [];
  const names = codes(exported.map(({ permissionSet }) => permissionSet.name));
  const source =
    mapping.output.layout === 'root'
      ? [shell(`${program} ${inFolder('identity-center')}output -json inline_policies`)]
      : [`The module's output ${code('inline_policies')} holds it.`];
  return [
    `**Yours to attach** (${code('inlinePolicy: export')}): the inline policy of ${names}. Attach it now${mapping.step.attribute === 'goes' ? ', before the attribute goes' : ''}.`,
    ...source,
  ];
}
