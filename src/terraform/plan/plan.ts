/**
 * What is written for a mapping: every file and its Terraform blocks, as data. Pure: no text, no I/O.
 * Each thing that is planned has a file beside this one.
 */

import type { Access } from '../../access/access.js';
import type { RoleMapping } from '../../mapping/model.js';
import { planAccessControlAttributes } from './access-control-attributes.js';
import { planAssignments } from './assignments.js';
import { planDefaultDocument } from './default-document.js';
import { type PlannedFile, terraformFile } from './file.js';
import { planNodeUsers } from './node-users.js';
import { planIdentityCenterOutputs, planPermissionSets } from './permission-sets.js';
import { planServiceControlPolicies } from './service-control-policies.js';
import { planSessionDocuments } from './session-documents.js';
import { shareStatements } from './shared-statements.js';
import { planStackSets } from './stack-sets.js';

/** `removed` blocks need Terraform 1.7 or OpenTofu 1.7; plans are tried with AWS provider 5.100 and hold for 6.x. */
const anyProvider = '>= 5.100, < 7.0';

/** Version 6 has the argument `region`. */
const regionalProvider = '>= 6.0, < 7.0';

function planVersions(module: string, version = anyProvider): PlannedFile {
  return terraformFile(`${module}/terraform`, [
    {
      kind: 'terraform',
      requiredVersion: '>= 1.7',
      providers: [{ name: 'aws', source: 'hashicorp/aws', version }],
    },
  ]);
}

/** For modules whose resources are in each Region. */
function versionFor({ output }: RoleMapping): string {
  return output.awsProvider === 6 ? regionalProvider : anyProvider;
}

/** In the management account, which no StackSet reaches, the module is applied as without a StackSet. */
function planDocuments(mapping: RoleMapping, access: Access): PlannedFile[] {
  const { stackSet } = mapping.documents;
  const version = versionFor(mapping);
  const byModule = () => [
    planVersions('session-documents', version),
    ...planSessionDocuments(mapping, access),
  ];
  if (stackSet === undefined) return byModule();
  return [
    planVersions('session-documents-stackset'),
    ...planStackSets(mapping, stackSet, access),
    ...(stackSet.managementAccount === undefined ? [] : byModule()),
  ];
}

/** Folders with Terraform in them are complete modules. */
export function plan(mapping: RoleMapping, access: Access): PlannedFile[] {
  const shared = shareStatements(access.roles);
  const users = planNodeUsers(mapping);
  const lock = planDefaultDocument(mapping);
  const version = versionFor(mapping);
  return [
    planVersions('identity-center'),
    ...planPermissionSets(mapping, access, shared),
    ...planAssignments(mapping),
    ...planAccessControlAttributes(mapping),
    ...planIdentityCenterOutputs(access, shared),
    ...planServiceControlPolicies(mapping, access, planVersions),
    ...planDocuments(mapping, access),
    ...(users.length > 0 ? [planVersions('node-users', version), ...users] : []),
    ...(lock.length > 0 ? [planVersions('default-document', version), ...lock] : []),
  ];
}
