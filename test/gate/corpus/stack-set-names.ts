/** Names: other resources with that of the StackSet, several StackSets, and policies while the names of documents change. */
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';
import {
  alsoNaming,
  instancesType,
  many,
  mapping,
  older,
  plan,
  policies,
  setType,
  withOlder,
} from './stack-set-plan.js';

const twiceNamed = (name: string) => ({ before: { name }, after: { name } });

/** A resource that has the name of the StackSet and is none. */
const beside = (mode: string, type: string): PlanCase => ({
  ...plan(),
  later: (access, model) => (made: Json) => {
    plan().later?.(access, model)(made);
    const change = {
      actions: [mode === 'data' ? 'read' : 'update'],
      after_unknown: {},
      ...twiceNamed('ssm-runas-documents'),
    };
    made.resource_changes.push({ address: `${type}.beside`, mode, type, name: 'beside', change });
  },
});

const policiesWith = (edit: (made: Json) => void): PlanCase => {
  const same = policies((text) => ({ before: text }));
  return {
    ...same,
    later: (access, model) => (made: Json) => {
      same.later?.(access, model)(made);
      edit(made);
    },
  };
};

const policyIn = (made: Json): Json =>
  made.resource_changes.find(({ type }: Json) => type === 'aws_ssoadmin_permission_set_inline_policy');

/** A mapping that needs one StackSet, and the second one that it needed before. */
const fewer = (
  templateBefore: (template: Json, first: Json) => string,
  action = 'delete',
  name = 'ssm-runas-documents-2',
): PlanCase => {
  let first: Json;
  const base = plan(
    (of, [template]) => {
      first = template;
      if (JSON.stringify(first) === templateBefore(structuredClone(first), first))
        of(setType).before.template_body = JSON.stringify({ ...first, Resources: {} });
    },
    mapping('', [older]),
  );
  return {
    ...base,
    later: (access, model) => (made: Json) => {
      base.later?.(access, model)(made);
      const gone = { actions: [action], after: null, after_unknown: {} };
      const template_body = templateBefore(structuredClone(first), first);
      for (const [type, before] of [
        [setType, { name, template_body }],
        [instancesType, { stack_set_name: name }],
      ] as const)
        made.resource_changes.push({
          address: `${type}.documents_2`,
          mode: 'managed',
          type,
          name: 'documents_2',
          change: { ...gone, before },
        });
    },
  };
};

export const stackSetNames: readonly CorpusEntry[] = [
  entry('a data source with the name of the StackSet', beside('data', setType)),
  entry('a resource of another kind with the name of the StackSet', beside('managed', 'aws_s3_bucket')),
  entry(
    'a StackSet that gets another name',
    plan((of) => {
      of(setType).after.name = 'another-name';
    }),
    'gate-other-writer',
    'gate-stack-set-differs',
  ),
  entry(
    'two StackSets of which one gets a new document are accepted',
    plan((of, [, second]) => {
      const [[id] = ['']] = Object.entries<Json>(second.Resources);
      delete second.Resources[id];
      of(setType, 1).before.template_body = JSON.stringify(second);
    }, mapping(many)),
  ),
  entry(
    'two StackSets are accepted',
    plan(() => {}, mapping(many)),
  ),
  entry(
    'a document that moves to another StackSet',
    plan((of, [first, second]) => {
      const [[id, moved] = []] = Object.entries<Json>(second.Resources);
      delete second.Resources[id ?? ''];
      of(setType, 0).before.template_body = JSON.stringify({
        ...first,
        Resources: { ...first.Resources, [id ?? '']: moved },
      });
      of(setType, 1).before.template_body = JSON.stringify(second);
    }, mapping(many)),
    'gate-document-moved',
  ),
  entry(
    'the second StackSet goes with the last roles that need it',
    fewer((template) => withOlder(template)),
  ),
  entry(
    'the second StackSet is forgotten',
    fewer((template) => withOlder(template), 'forget'),
  ),
  entry(
    'the second StackSet is forgotten, and a document of it would be created by the first',
    fewer((_, first) => JSON.stringify(first), 'forget'),
    'gate-document-moved',
  ),
  entry(
    'the second StackSet is forgotten with an older document that it does not retain',
    fewer(
      (template) =>
        withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
        }),
      'forget',
    ),
  ),
  entry(
    'a StackSet with the next number, which the mapping does not need, is updated',
    fewer((template) => withOlder(template), 'update'),
    'gate-other-writer',
    'gate-other-writer-unseen',
  ),
  entry(
    'the second StackSet goes, and a document that it retains would be created by the first',
    fewer((_, first) => JSON.stringify(first)),
    'gate-document-moved',
  ),
  entry(
    'the second StackSet goes with an older document that it does not retain',
    fewer((template) =>
      withOlder(template, (resource) => {
        delete resource.DeletionPolicy;
      }),
    ),
    'gate-document-named',
  ),
  entry(
    'the second StackSet goes with an older document of another Linux user',
    fewer((template) =>
      withOlder(template, (resource) => {
        resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      }),
    ),
    'gate-document-older-user',
  ),
  entry(
    'the second StackSet goes with a template that is not JSON',
    fewer(() => 'Resources: {}'),
    'gate-stack-set-unread',
  ),
  entry(
    'a StackSet of the team, with a name that begins like that of the mapping, goes',
    fewer((template) => withOlder(template), 'delete', 'ssm-runas-documents-2b'),
    'gate-other-writer',
    'gate-other-writer-unseen',
  ),
  entry(
    'a policy that names the new document in place of the old one',
    policies((text, current) => ({ before: text.replaceAll(current, older) })),
    'gate-document-swapped',
    'gate-documents-unstated',
  ),
  entry(
    'a policy that names the new document in place of the old one, and older ones in the mapping',
    policies(
      (text, current) => ({ before: text.replaceAll(current, 'SSMRunAs-admin-Session-44556677') }),
      mapping('', [older]),
    ),
    'gate-document-swapped',
    'gate-documents-unstated',
  ),
  entry(
    'a policy that named both documents, and now the new one',
    policies(alsoNaming(older)),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that named a document of another name',
    policies((text, current) => ({ before: text.replaceAll(current, 'Another-Session-00112233') })),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that is created',
    policiesWith((made) => {
      const { change } = policyIn(made);
      Object.assign(change, { actions: ['create'], before: null });
    }),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that is deleted',
    policiesWith((made) => {
      const { change } = policyIn(made);
      Object.assign(change, { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-policy-deleted',
    'gate-policy-missing',
    'gate-documents-unstated',
  ),
  entry(
    'a policy of another permission set that no longer names an older document',
    policiesWith((made) => {
      const other = structuredClone(policyIn(made));
      const { before, after } = other.change;
      before.inline_policy = after.inline_policy.replaceAll(/SSMRunAs-admin-Session-\w+/g, older);
      const arn = before.permission_set_arn.replace(/ps-.*/, 'ps-other');
      for (const values of [before, after]) values.permission_set_arn = arn;
      other.address = `${other.address}_other`;
      made.resource_changes.push(other);
    }),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that names the document of Terraform in place of that of a StackSet',
    policies(
      (text, current) => ({ before: text.replaceAll(current, `${current}-00112233`) }),
      mapping().replace(/ {2}deploy: stackset\n| {2}stackSet: .*\n/g, ''),
    ),
    'gate-documents-unstated',
  ),
  entry(
    'two resources for one StackSet',
    {
      ...plan(),
      later: (access, model) => (made: Json) => {
        plan().later?.(access, model)(made);
        const [set] = made.resource_changes;
        made.resource_changes.push({ ...set, address: `${setType}.again` });
      },
    },
    'gate-written-twice',
  ),
];
