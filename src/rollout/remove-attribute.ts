/**
 * The removal of the attribute where the module does not do it: in another state, or by one call of the AWS CLI.
 * Always after the policies of `switch`.
 */
import { runAsTag } from '../aws/names.js';
import { code, shell } from '../markdown/markdown.js';
import type { Situation } from './situation.js';

export function removalElsewhere({ mapping, attribute }: Situation): string[] {
  if (mapping.rollout !== 'switch') return [];
  if (attribute.kind === 'elsewhere') {
    return [
      `**Then, in the Terraform that owns the attributes**, take out the ${code('attribute')} block whose key is ${code(runAsTag)}. Its plan must read ${code('Plan: 0 to add, 1 to change, 0 to destroy.')} and lose that attribute only. Where it is the only one, the provider cannot hold what is left: keep a harmless attribute in its place, or destroy the resource, which switches the feature off for everybody.`,
    ];
  }
  if (attribute.kind === 'disabling' && attribute.holder === 'unmanaged') {
    return [
      `**Then switch attributes for access control off** (${code('whenNoneRemain: disable')}), for the whole instance, for every attribute and every application. This call is not part of any plan:`,
      shell(
        'aws sso-admin delete-instance-access-control-attribute-configuration --instance-arn "$instance"',
      ),
    ];
  }
  return [];
}
