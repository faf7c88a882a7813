/**
 * The removal of the attribute where the module does not do it: in another state, or by one call of the AWS CLI.
 * Always after the policies of `switch`, which the gate is shown, or AWS is asked for.
 */
import { runAsTag } from '../aws/names.js';
import { placeholder } from '../mapping/attribute-cut-over.js';
import { code, codes, shell } from '../markdown/strings.js';
import { documentsOptions } from './apply-documents.js';
import { onlyInForce } from './policies-in-force.js';
import type { Situation } from './situation.js';

/** What identity-center printed after its apply: the gate's evidence for another state's plan. */
export const appliedPolicies = 'policies.json';

export function isRemovedElsewhere({ mapping, attribute }: Situation): boolean {
  return mapping.step.attribute === 'goes' && attribute.kind === 'elsewhere';
}

export function removalElsewhere(situation: Situation): string[] {
  const { mapping, attribute } = situation;
  if (isRemovedElsewhere(situation)) return removalByItsOwner(situation);
  if (
    mapping.step.attribute === 'goes' &&
    attribute.kind === 'disabling' &&
    attribute.holder === 'unmanaged'
  ) {
    return [
      `**Then switch attributes for access control off** (${code('whenNoneRemain: disable')}), for the whole instance, for every attribute and every application. This call is not part of any plan; it is made only when AWS has the policy of this step for every mapped permission set, in every account in which that is provisioned:`,
      shell(
        ...onlyInForce(
          situation.access,
          mapping.roles,
          ['aws sso-admin delete-instance-access-control-attribute-configuration --instance-arn "$instance"'],
          'Nothing was switched off: first apply the policies of this step to every mapped permission set.',
        ),
      ),
    ];
  }
  return [];
}

function removalByItsOwner(situation: Situation): string[] {
  const { program, mappingArgument } = situation;
  const run = `${program} -chdir="$owner"`;
  const plan = 'attributes-plan.json';
  const { before, options } = documentsOptions(situation);
  return [
    `**Then, in the Terraform that owns the attributes**, take out the ${code('attribute')} block whose key is ${code(runAsTag)}. Where it is the only one, the provider cannot hold what is left: put ${code(placeholder.key)} (source ${code(placeholder.source)}), which harms nobody, in its place; ${code('gate')} refuses to have the feature switched off for everybody. ${code('owner')} is the folder of that Terraform:`,
    shell(
      'owner=PATH/TO/ITS/FOLDER',
      `${run} init`,
      `${run} plan -out=plan.bin`,
      `${run} show -json plan.bin > ${plan}`,
      ...before,
      `npx ssm-runas-gen gate${mappingArgument} --strict --plan ${plan} --policies ${appliedPolicies}${options}`,
    ),
    `The plan must read ${code('Plan: 0 to add, 1 to change, 0 to destroy.')} and lose that attribute only. Where a pipeline applies it, hand it ${code(appliedPolicies)} and the files of the documents, and have it call ${code('gate')} so. Only when ${code('gate')} exits with 0:`,
    ...lastly(situation, `${run} apply plan.bin`),
  ];
}

/** The outputs say of an exported policy what is to be attached, not that it is. */
function lastly({ access, exported }: Situation, apply: string): string[] {
  if (exported.length === 0) return [shell(apply)];
  return [
    shell(
      ...onlyInForce(
        access,
        exported,
        [apply],
        'Nothing was applied: first attach the exported policies of this step.',
      ),
    ),
    `AWS is asked for the policy of ${codes(exported.map(({ permissionSet }) => permissionSet.name))}, which you attach: the gate sees only what it is to be.`,
  ];
}
