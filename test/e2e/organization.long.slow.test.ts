/**
 * Service control policies and assignments, by the real Terraform with the real provider: applied, read back, imported as ROLLOUT.md says,
 * and settled. What Terraform prints is what the gate takes for evidence.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gate } from '../../src/gate/gate.js';
import { syntaxes } from '../cases/case.js';
import { hasTerraform } from '../terraform/terraform.js';
import { type Answer, hasMoto } from './moto.js';
import { account, assignedRoles, mappingText, runAs, seedOrganization, seedPeople } from './organisation.js';
import { onStage } from './stage.js';

const named = (file: string, text: string) => ({ file, text });
const shows = { documents: [], attachedPolicies: [] };

describe.skipIf(!hasTerraform || !hasMoto)('an organization', () => {
  it.each(syntaxes)('gets its policies and assignments (%s)', (syntax) =>
    onStage(syntax, runAs, async ({ moto, workspace, folder, permissionSets }) => {
      const unit = await seedOrganization(moto);
      const { group, user } = await seedPeople(moto);
      const { mapping, access } = await workspace.generate(
        mappingText({
          instanceArn: moto.instanceArn,
          rollout: 'prepare',
          more: `name: prod\nserviceControlPolicies: { targets: [${unit}, "${account}"] }\n`,
          roles: assignedRoles(group),
        }),
      );
      const judge = (plan: string, evidence: readonly string[] = []) =>
        gate({
          mapping,
          access,
          plan: named('plan.json', plan),
          ...shows,
          attachedPolicies: evidence.map((text) => named('scp.json', text)),
        }).diagnostics.map(({ code }) => code);

      expect(judge(await workspace.plan('service-control-policies'))).toEqual([]);
      await workspace.apply('service-control-policies');
      const { Policies } = await moto.organizations('ListPolicies', { Filter: 'SERVICE_CONTROL_POLICY' });
      const own = Policies.find(({ Name }: Answer) => Name === 'ssm-runas-prod-1');
      const { Policy } = await moto.organizations('DescribePolicy', { PolicyId: own.Id });
      const file = await readFile(join(folder, 'service-control-policies/scp.json'), 'utf8');
      expect(Policy.Content).toBe(file);
      const { Targets } = await moto.organizations('ListTargetsForPolicy', { PolicyId: own.Id });
      expect(Targets.map(({ TargetId }: Answer) => TargetId).sort()).toEqual([account, unit].sort());
      expect(await workspace.isSettled('service-control-policies')).toBe(true);

      await workspace.reimport('service-control-policies', 'aws_organizations_policy.scp_1', own.Id);
      await workspace.reimport(
        'service-control-policies',
        `aws_organizations_policy_attachment.scp_1_${account}`,
        `${account}:${own.Id}`,
      );
      expect(await workspace.isSettled('service-control-policies')).toBe(true);
      expect(judge(await workspace.plan('service-control-policies'))).toEqual([]);

      const outputs = await workspace.outputs('service-control-policies');
      const documents = await workspace.plan('session-documents');
      expect(judge(documents)).toEqual(['gate-scp-unseen']);
      // The account is the management account of moto's organization.
      expect(judge(documents, [outputs])).toEqual(['gate-scp-management-account']);

      expect(judge(await workspace.plan('identity-center'))).toEqual([]);
      await workspace.apply('identity-center');
      const assigned = async (set: string | undefined) => {
        const { AccountAssignments } = await moto.identityCenter('ListAccountAssignments', {
          InstanceArn: moto.instanceArn,
          AccountId: account,
          PermissionSetArn: set,
        });
        return AccountAssignments.map(
          ({ PrincipalType, PrincipalId }: Answer) => `${PrincipalType} ${PrincipalId}`,
        ).sort();
      };
      expect(await assigned(permissionSets.LinuxAdmin)).toEqual([`GROUP ${group}`, `USER ${user}`]);
      expect(await workspace.isSettled('identity-center')).toBe(true);
      await workspace.reimport(
        'identity-center',
        'aws_ssoadmin_account_assignment.admin_group_linux_admins_941932b1_123456789012',
        `${group},GROUP,${account},AWS_ACCOUNT,${permissionSets.LinuxAdmin},${moto.instanceArn}`,
      );
      expect(await workspace.isSettled('identity-center')).toBe(true);
    }),
  );
});
