/**
 * The accounts, Regions and the partition: stated, and of one partition.
 */

import type { Partition } from '../../aws/names.js';
import { partitionOf, regionsOf } from '../../aws/regions.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { nearest } from '../nearest.js';
import type { Rule, RuleContext } from './context.js';

/** Whether the accounts of the documents are known where the policies need them. */
export const accountsStated: Rule = ({ isStated, mapping, report }) => {
  if (isStated(['accounts']) || mapping.arns === 'accounts') return;
  report('accounts-unstated', { path: ['accounts'], point: 'key' }, {});
};

export const arnsHaveAccounts: Rule = ({ isStated, mapping, report }) => {
  if (mapping.arns !== 'accounts' || isStated(['accounts'])) return;
  report('arns-without-accounts', { path: ['arns'] }, {});
};

/** Every ARN and Region of the file is of one AWS partition. */
export const arnsOfPartition: Rule = (context) => {
  const { mapping, roles } = context;
  reportArn(['identityCenter', 'instanceArn'], mapping.identityCenter?.instanceArn, context);
  reportArn(['session', 'kmsKey'], mapping.session?.kmsKey, context);
  for (const [index, arn] of (mapping.documents?.deployedBy ?? []).entries()) {
    reportArn(['documents', 'deployedBy', index], arn, context);
  }
  for (const { name, role } of roles) {
    reportArn(['roles', name, 'session', 'kmsKey'], role.session?.kmsKey, context);
    if (typeof role.permissionSet === 'object') {
      reportArn(['roles', name, 'permissionSet', 'arn'], role.permissionSet.arn, context);
    }
  }
};

function reportArn(path: Path, arn: string | undefined, context: RuleContext): void {
  const partition = statedPartition(context);
  if (!arn?.startsWith('arn:') || partition === undefined) return;
  const [, found = '', , region = ''] = arn.split(':', 4);
  if (found !== partition) context.report('arn-partition', { path }, { found, partition });
  else if (/^[a-z]/.test(region)) reportRegion(path, region, partition, context);
}

function reportRegion(path: Path, region: string, partition: Partition, { report }: RuleContext): void {
  const known = regionsOf[partition];
  if (partitionOf(region) !== partition) report('region-partition', { path }, { region, partition });
  else if (!known.includes(region)) {
    report('region-unknown', { path }, { region, partition, suggestion: nearest(region, known) });
  }
}

export const regionsOfPartition: Rule = (context) => {
  const partition = statedPartition(context);
  if (partition === undefined) return;
  const stated: (readonly [path: Path, region: string | undefined])[] = [
    [['identityCenter', 'region'], context.mapping.identityCenter?.region],
    // Invalid entries are holes in the list.
    ...[...(context.mapping.regions ?? []).entries()].map(
      ([index, region]) => [['regions', index], region] as const,
    ),
  ];
  for (const [path, region] of stated) {
    if (region !== undefined) reportRegion(path, region, partition, context);
  }
};

/** Undefined when the file names one that does not exist. */
export function statedPartition({
  mapping,
  isStated,
}: Pick<RuleContext, 'mapping' | 'isStated'>): Partition | undefined {
  return mapping.partition ?? (isStated(['partition']) ? undefined : 'aws');
}
