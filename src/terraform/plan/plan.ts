/**
 * What is written for a mapping: every file and its Terraform blocks, as data. Pure: no text, no I/O.
 * Each thing that is planned has a file beside this one.
 */
import type { Access } from '../../access/access.js';
import type { RoleMapping } from '../../mapping/model.js';
import { planAccessControlAttributes } from './access-control-attributes.js';
import type { PlannedFile } from './file.js';
import { planIdentityCenterOutputs } from './identity-center-outputs.js';
import { planPermissionSets } from './permission-sets.js';
import { planServiceControlPolicies } from './service-control-policies.js';
import { planSessionDocuments } from './session-documents.js';
import { shareStatements } from './shared-statements.js';
import { planVersions } from './versions.js';

/** Folders with Terraform in them are complete modules. */
export function plan(mapping: RoleMapping, access: Access): PlannedFile[] {
  const shared = shareStatements(access.roles);
  return [
    planVersions('identity-center'),
    ...planPermissionSets(mapping, access, shared),
    ...planAccessControlAttributes(mapping),
    ...planIdentityCenterOutputs(access, shared),
    ...planServiceControlPolicies(access),
    planVersions('session-documents'),
    ...planSessionDocuments(mapping, access),
  ];
}
