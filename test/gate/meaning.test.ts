import { describe, expect, it } from 'vitest';
import { older, policies, mapping as stackSetMapping, withTunnel } from './corpus/stack-set-plan.js';
import { at, edited, editPolicy, type Json } from './edit-plan.js';
import { judge, readCase } from './plan-case.js';

const meaningOf = async (name: string) => (await judge(readCase(name))).meaning;

/** Changes the values before the plan, which then updates the policy. */
const changedFrom = (ending: string, change: (values: Json) => void) => (plan: Json) => {
  const found = at(plan, ending).change;
  found.actions = ['update'];
  change(found.before);
};

describe('what a plan means for people', () => {
  it('says who becomes whom when the attribute goes', async () => {
    expect(await meaningOf('switch')).toEqual([
      'admin: becomes ops-admin (was: decided by tag)',
      'developer: becomes dev (was: decided by tag)',
      'attributes: SSMSessionRunAs (${path:userType}) goes; CostCenter, Department, Email stay',
    ]);
  });

  it('says that preparing takes nothing away, and how to look for policies that a plan cannot show', async () => {
    const [admin, , look] = await meaningOf('prepare-first');
    expect(admin).toBe(
      "admin: may start as ops-admin with the role's document; the tag still decides; nobody loses access",
    );
    expect(look).toMatch(
      /LinuxAdmin has an inline policy .*: aws sso-admin get-inline-policy-for-permission-set --instance-arn arn:\S+ --permission-set-arn arn:\S+$/,
    );
  });

  it('says what enforcing changes, and that nothing changes', async () => {
    expect(await meaningOf('enforce')).toContain(
      'developer: stays dev; sessions with a tag are denied from now on',
    );
    expect(await meaningOf('enforce-settled')).toContain('developer: stays dev; nothing changes');
  });

  it.each([
    ['tunnel', withTunnel()],
    [
      'document of AWS',
      stackSetMapping().replace(
        'LinuxAdmin }',
        'LinuxAdmin, awsDocuments: [AWS-StartPortForwardingSession] }',
      ),
    ],
  ])('says that people get another document, also if a %s stays', async (_what, text) => {
    const { meaning } = await judge(
      policies((policy, current) => ({ before: policy.replaceAll(current, older) }), text),
    );
    expect(meaning[0]).toMatch(/^admin: gets another document, as ops-admin; its policy changes: /);
  });

  it('says that people get another document, while sessions with a tag are denied', async () => {
    const renamed = edited(
      'enforce',
      changedFrom('inline_policy.developer', (values) => {
        values.inline_policy = values.inline_policy.replaceAll('SSMRunAs-developer-Session', 'Old-Session');
      }),
    );
    expect((await judge(renamed)).meaning).toContain(
      'developer: gets another document, as dev; sessions with a tag are denied from now on',
    );
  });

  it('says what the ways back do', async () => {
    expect(await meaningOf('back-to-switch')).toContain(
      'developer: stays dev; sessions with a tag are allowed again, and the tag decides',
    );
    expect(await meaningOf('back-to-prepare')).toContain(
      'developer: the tag decides the Linux user again, from the next sign-in (was: dev)',
    );
  });

  it('names the statements that change, and whether people get another document', async () => {
    const narrowed = edited(
      'enforce-settled',
      changedFrom('inline_policy.developer', (values) =>
        editPolicy(values, (policy) => {
          policy.Statement[0].Condition.StringEquals = { 'ssm:resourceTag/team': 'blue' };
        }),
      ),
    );
    expect((await judge(narrowed)).meaning).toContain(
      'developer: stays dev; its policy changes: "StartOnNodes"',
    );
    const renamed = edited(
      'enforce-settled',
      changedFrom('inline_policy.developer', (values) => {
        values.inline_policy = values.inline_policy.replaceAll('-developer-', '-dev-');
      }),
    );
    expect((await judge(renamed)).meaning).toContain(
      'developer: gets another document, as dev; its policy changes: "DenyOtherDocuments", "ReadRoleDocument" and "StartWithRoleDocument"',
    );
  });

  it.each([
    ['DenyRunAsTag', 'stays dev; sessions with a tag are denied from now on'],
    ['DenyOtherDocuments', 'becomes dev, with its document only'],
  ])('says what changes where %s denied less before', async (sid, expected) => {
    const weaker = edited(
      'enforce-settled',
      changedFrom('inline_policy.developer', (values) =>
        editPolicy(values, (policy) => {
          const statement = policy.Statement.find(({ Sid }: Json) => Sid === sid);
          statement.Condition = {
            ...statement.Condition,
            StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
          };
        }),
      ),
    );
    expect((await judge(weaker)).meaning).toContain(`developer: ${expected}`);
  });

  it('says that a document stays in AWS if Terraform only removes it from its state', async () => {
    const forgotten = edited('documents-settled', (plan) => {
      Object.assign(at(plan, 'ssmrunas_developer_session').change, { actions: ['forget'], after: null });
    });
    expect((await judge(forgotten)).meaning).toEqual([
      'document SSMRunAs-developer-Session: Terraform removes it from its state only; it stays in AWS (was dev)',
    ]);
  });

  it('says what becomes of documents', async () => {
    expect(await meaningOf('documents-renamed')).toEqual([
      'document RunAs-admin-ops-admin: create (Linux user ops-admin)',
      'document RunAs-developer-dev: create (Linux user dev)',
      'document SSMRunAs-admin-Session: delete (was ops-admin)',
      'document SSMRunAs-developer-Session: delete (was dev)',
    ]);
  });
});
