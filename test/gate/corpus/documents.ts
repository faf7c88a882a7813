/** What may become of documents, in the plan and in the accounts. */
import { lockedDefaultDocument } from '../../../src/access/default-document.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { stepNamed } from '../../../src/mapping/step.js';
import { closedDocument } from '../../../src/terraform/plan/session-documents.js';
import {
  actions,
  added,
  after,
  at,
  deleted,
  type Edit,
  edited,
  editPolicy,
  inModule,
  type Json,
  unknown,
  withDocuments,
  withMapping,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, documentOf, entry, inlinePolicy } from './entry.js';

const userOf = (user: string) =>
  after(documentOf('developer'), (values) => {
    values.content = values.content.replace('"dev"', `"${user}"`);
  });

const preferences = (inputs: Json) =>
  JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs });
const runAsOff = preferences({ runAsEnabled: false, runAsDefaultUser: '' });
const runAsTagOnly = preferences({ runAsEnabled: true, runAsDefaultUser: '' });
const locked = jsonencode(
  lockedDefaultDocument({
    lockedDefault: { idleTimeoutMinutes: 20 },
    step: stepNamed('enforce'),
  } as RoleMapping) as unknown as Json,
);
const closed = jsonencode(closedDocument as unknown as Json);
const runAs = (user: string) => preferences({ runAsEnabled: true, runAsDefaultUser: user });

const tagOnly = preferences({ runAsEnabled: true });
const port = (portNumber: string) =>
  JSON.stringify({ schemaVersion: '1.0', sessionType: 'Port', properties: { portNumber } });

const chosenPort = (allowedPattern: string) =>
  JSON.stringify({
    schemaVersion: '1.0',
    parameters: { port: { type: 'String', allowedPattern } },
    sessionType: 'Port',
    properties: { portNumber: '{{ port }}' },
  });
const commands = (linux: Json) =>
  JSON.stringify({
    schemaVersion: '1.0',
    sessionType: 'InteractiveCommands',
    inputs: { runAsEnabled: true, runAsDefaultUser: 'dba' },
    properties: { linux },
  });

const preferencesOf = (content: Json) => ({
  name: 'SSM-SessionManagerRunShell',
  document_type: 'Session',
  document_format: 'JSON',
  content,
});

export const documents: readonly CorpusEntry[] = [
  entry(
    'another user than the mapping says',
    edited('documents-first', userOf('deve')),
    'gate-document-differs',
    'gate-scp-unseen',
  ),
  entry(
    'content of another order',
    edited(
      'documents-first',
      after(documentOf('developer'), (values) => {
        values.content = JSON.stringify(
          Object.fromEntries(Object.entries(JSON.parse(values.content)).reverse()),
          undefined,
          2,
        );
      }),
    ),
    'gate-scp-unseen',
  ),
  entry(
    'a command document of the same name',
    edited(
      'documents-first',
      after(documentOf('developer'), (values) => {
        values.document_type = 'Command';
      }),
    ),
    'gate-document-differs',
    'gate-scp-unseen',
  ),
  ...[
    ['shared with everybody', { permissions: { type: 'Share', account_ids: 'all' } }],
    ['in YAML', { document_format: 'YAML' }],
    ['for a type of target', { target_type: '/' }],
    ['of no type', { document_type: undefined }],
  ].map(([what, values]) =>
    entry(
      `a document ${what}`,
      edited(
        'documents-first',
        after(documentOf('developer'), (document) => Object.assign(document, values)),
      ),
      'gate-document-differs',
      'gate-scp-unseen',
    ),
  ),
  entry(
    'shared with nobody',
    edited(
      'documents-settled',
      after(documentOf('developer'), (document) =>
        Object.assign(document, { permissions: {}, target_type: '' }),
      ),
    ),
  ),
  entry(
    'a key twice in the content',
    edited(
      'documents-settled',
      after(documentOf('developer'), (document) => {
        document.content = document.content.replace(
          '"runAsDefaultUser":',
          '"runAsDefaultUser":"root","runAsDefaultUser":',
        );
      }),
    ),
    'gate-document-differs',
  ),
  ...defaultDocuments(),
  ...lockedDocuments(),
  ...repairs(),
  entry(
    'one is missing',
    edited('documents-first', without(documentOf('developer'))),
    'gate-document-missing',
    'gate-scp-unseen',
  ),
  entry(
    'one is deleted',
    edited('documents-settled', deleted(documentOf('developer'))),
    'gate-document-named',
    'gate-document-missing',
  ),
  entry(
    'one that the mapping no longer names is deleted',
    edited(
      'documents-renamed',
      (plan) => {
        plan.resource_changes = plan.resource_changes.filter(
          ({ change }: Json) => change.actions[0] === 'delete',
        );
      },
      addSettledDocuments,
    ),
    'gate-document-deleted',
  ),
  entry('one is deleted that a policy in the same plan names', namedByPolicy(), 'gate-document-named'),
  entry(
    'one is missing in a module',
    edited('documents-first', inModule('module.runas'), without(documentOf('developer'))),
    'gate-document-missing',
    'gate-scp-unseen',
  ),
  entry(
    'one is created before it is deleted',
    edited('documents-settled', actions(documentOf('developer'), 'create', 'delete')),
    'gate-document-named',
    'gate-scp-unseen',
  ),
  entry(
    'only one of the versions is known',
    edited('documents-settled', (plan) => {
      const { before } = at(plan, documentOf('developer')).change;
      Object.assign(before, { default_version: '1', latest_version: null });
    }),
  ),
  entry(
    'those of the mapping are read by another plan',
    edited('enforce-settled', (plan) => {
      const name = 'SSMRunAs-admin-Session';
      plan.resource_changes.push({
        address: 'data.aws_ssm_document.admin',
        mode: 'data',
        type: 'aws_ssm_document',
        name: 'admin',
        change: { actions: ['read'], before: null, after: { name, content: '{}' }, after_unknown: {} },
      });
    }),
  ),
  ...[
    ['is left as it is', 'no-op', runAs('root'), runAs('root'), []],
    ['becomes another Linux user', 'update', runAs('root'), runAs('dba'), ['gate-document-user']],
    ['of the tag becomes ssm-user', 'update', tagOnly, preferences({}), ['gate-document-user']],
    ['of a tunnel leads elsewhere', 'update', port('5432'), port('22'), ['gate-document-user']],
    ['of a tunnel becomes a shell', 'update', port('5432'), preferences({}), ['gate-document-user']],
    [
      'in YAML is written anew',
      'update',
      'inputs: {}',
      'inputs: { runAsEnabled: false }',
      ['gate-document-user'],
    ],
    [
      'gets another shell profile',
      'update',
      preferences({ runAsEnabled: true, runAsDefaultUser: 'dba', shellProfile: { linux: 'bash' } }),
      preferences({ runAsEnabled: true, runAsDefaultUser: 'dba', shellProfile: { linux: 'bash -x' } }),
      ['gate-document-user'],
    ],
    [
      'runs a command as root',
      'update',
      commands({ commands: 'id' }),
      commands({ commands: 'id', runAsElevated: true }),
      ['gate-document-user'],
    ],
    [
      'runs another command',
      'update',
      commands({ commands: 'id' }),
      commands({ commands: 'bash' }),
      ['gate-document-user'],
    ],
    ['becomes a shell', 'update', commands({ commands: 'id' }), runAs('dba'), ['gate-document-user']],
    [
      'lets people choose another port',
      'update',
      chosenPort('^5432$'),
      chosenPort('.*'),
      ['gate-document-user'],
    ],
    [
      'gets a profile for Windows',
      'update',
      tagOnly,
      preferences({ runAsEnabled: true, shellProfile: { windows: 'date', linux: '' } }),
      [],
    ],
    [
      'gets another idle time',
      'update',
      tagOnly,
      preferences({ runAsEnabled: true, idleSessionTimeout: '5' }),
      [],
    ],
  ].map(([what, action, before, after, codes]) =>
    entry(
      `an older one ${what}`,
      {
        ...edited(
          'documents-settled',
          added('aws_ssm_document.old', {
            actions: [action],
            before: { ...preferencesOf(before), name: 'Old-Session' },
            after: { ...preferencesOf(after), name: 'Old-Session' },
          }),
        ),
        mapping: keeping(readCase('documents-settled').mapping),
      },
      ...(codes as readonly string[]),
    ),
  ),
  entry(
    'one is deleted that the mapping keeps',
    {
      ...edited('documents-settled', deletedBeside('Old-Session')),
      mapping: keeping(readCase('documents-settled').mapping),
    },
    'gate-document-named',
  ),
  entry(
    'one is deleted that policies name without starting sessions by it',
    edited('enforce', deletedBeside('Old-Session'), (plan) => {
      editPolicy(at(plan, inlinePolicy).change.before, ({ Statement }) => {
        const Resource = 'arn:aws:ssm:*:*:document/Old-Session';
        Statement.push(
          { Effect: 'Deny', Action: 'ssm:StartSession', Resource },
          { Effect: 'Allow', Action: 'ssm:GetDocument', Resource },
        );
      });
    }),
  ),
  entry(
    'a document of somebody else is deleted',
    edited(
      'documents-settled',
      added('aws_ssm_document.other', {
        actions: ['delete'],
        before: { name: 'patch', document_type: 'Command', content: '{}' },
        after: null,
      }),
    ),
  ),
  entry(
    'forgotten',
    edited('documents-settled', actions(documentOf('developer'), 'forget'), (plan) => {
      at(plan, documentOf('developer')).change.after = null;
    }),
    'gate-document-missing',
  ),
  entry(
    'outputs of something else',
    withDocuments('enforce', () => ({ vpc_id: { sensitive: false, type: 'string', value: 'vpc-1' } })),
    'gate-documents-unreadable',
    'gate-documents-unstated',
  ),
  entry(
    'the bare value of the output',
    withDocuments('enforce', ({ documents: { value } }) => value),
  ),
  entry(
    'no outputs',
    withDocuments('enforce', () => undefined),
    'gate-documents-unstated',
  ),
  entry(
    'a default version that was rolled back',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.latest_version = '2';
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account with older documents',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.content_sha256 = '0'.repeat(64);
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account with other names',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.name = 'RunAs-admin';
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account whose ARN names another document',
    withDocuments('enforce', (outputs) => {
      const { admin } = outputs.documents.value;
      admin.arn = admin.arn.replace(admin.name, 'RunAs-dba');
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account that lacks a role',
    withDocuments('enforce', (outputs) => {
      delete outputs.documents.value.admin;
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'one account of two',
    withMapping('prepare-first', (mapping) =>
      mapping.replace('["123456789012"]', '["123456789012", "210987654321"]'),
    ),
    'gate-default-document-opened',
  ),
  entry(
    'outputs of an older version, without ARNs',
    withDocuments('enforce', (outputs) => {
      delete outputs.documents.value.admin.arn;
      return outputs;
    }),
    'gate-documents-uncovered',
  ),
  entry(
    'of another Region',
    withDocuments('enforce', (outputs) => {
      for (const document of Object.values<Json>(outputs.documents.value))
        document.arn = document.arn.replace('eu-central-1', 'eu-west-1');
      return outputs;
    }),
    'gate-documents-uncovered',
  ),
  ...['name', 'content_sha256', 'default_version', 'latest_version'].map((value) =>
    entry(
      `outputs without ${value}`,
      withDocuments('enforce', (outputs) => {
        delete outputs.documents.value.admin[value];
        return outputs;
      }),
      'gate-documents-unreadable',
      'gate-documents-unstated',
    ),
  ),
  entry(
    'outputs of a much older version, all without ARNs',
    withDocuments('enforce', (outputs) => {
      for (const document of Object.values<Json>(outputs.documents.value)) delete document.arn;
      return outputs;
    }),
    'gate-documents-uncovered',
  ),
  ...[
    ['eu-central-1', 'eu-west-1'],
    ['123456789012', '210987654321'],
  ].map(([from = '', to = '']) =>
    entry(
      `outputs of which one document is elsewhere, ${to}`,
      withDocuments('enforce', (outputs) => {
        const { admin } = outputs.documents.value;
        admin.arn = admin.arn.replace(from, to);
        return outputs;
      }),
      'gate-documents-uncovered',
    ),
  ),
  entry(
    'outputs without anything',
    withDocuments('enforce', () => ({})),
    'gate-documents-unreadable',
    'gate-documents-unstated',
  ),
  ...(
    [
      [closed, ['gate-scp-unseen']],
      [runAs('root'), ['gate-document-differs', 'gate-scp-unseen']],
    ] as const
  ).map(([content, codes]) =>
    entry(
      `an older one is created, ${codes.length === 1 ? 'as it is generated' : 'with another content'}`,
      {
        ...edited(
          'documents-first',
          added('aws_ssm_document.old', {
            actions: ['create'],
            before: null,
            after: { ...preferencesOf(content), name: 'Old-Session' },
          }),
        ),
        mapping: keeping(readCase('documents-first').mapping),
      },
      ...codes,
    ),
  ),
  entry(
    'of another Region, where the mapping lists no accounts',
    {
      ...withMapping('enforce', (mapping) => mapping.replace(/accounts: .*\n/, '')),
      documents: readCase('enforce').documents.map((text) =>
        text.replaceAll('ssm:eu-central-1:', 'ssm:eu-west-1:'),
      ),
    },
    'gate-policy-differs',
    'gate-documents-uncovered',
  ),
  entry('of a Region that the mapping does not list as well', alsoFrom('eu-west-1', readCase('enforce'))),
  entry(
    'one Region twice',
    alsoFrom(
      'eu-central-1',
      withMapping('enforce', (mapping) => mapping.replace('[eu-central-1]', '[eu-central-1, eu-west-1]')),
    ),
    'gate-policy-differs',
    'gate-documents-uncovered',
  ),
  entry(
    'one Region of two',
    withMapping('enforce', (mapping) => mapping.replace('[eu-central-1]', '[eu-central-1, eu-west-1]')),
    'gate-policy-differs',
    'gate-documents-too-few',
  ),
];

/** The documents that took the place of the old ones, as they stand once they are applied. */
function addSettledDocuments(plan: Json): void {
  const created = JSON.parse(readCase('documents-renamed').plan).resource_changes.filter(
    ({ change }: Json) => change.actions[0] === 'create',
  );
  for (const resource of created)
    plan.resource_changes.push({
      ...resource,
      change: { ...resource.change, actions: ['no-op'], before: resource.change.after },
    });
}

function deletedBeside(name: string): Edit {
  return added('aws_ssm_document.old_session', {
    actions: ['delete'],
    before: { name, document_type: 'Session', content: '{}' },
    after: null,
  });
}

function keeping(mapping: string): string {
  return mapping.replace(
    /^roles:/m,
    'documents: { name: "SSMRunAs-{role}-Session", previous: [Old-Session] }\nroles:',
  );
}

function namedByPolicy(): PlanCase {
  return edited('enforce', (plan) => {
    const { change } = at(plan, inlinePolicy);
    change.before.inline_policy = change.before.inline_policy.replaceAll(
      'SSMRunAs-developer-Session',
      'Old-Session',
    );
    deletedBeside('Old-Session')(plan);
  });
}

/** Another file of outputs, otherwise the same. */
function alsoFrom(region: string, original: PlanCase): PlanCase {
  const others = original.documents.map((text) => text.replaceAll('ssm:eu-central-1:', `ssm:${region}:`));
  return { ...original, documents: [...original.documents, ...others] };
}

/** `SSM-SessionManagerRunShell` as the plan finds it and as it leaves it. */
function defaultDocuments(): readonly CorpusEntry[] {
  const change = (base: string, before: Json, after: Json, ...names: readonly string[]) =>
    edited(
      base,
      added('aws_ssm_document.preferences', {
        actions: names.length > 0 ? names : [before === undefined ? 'create' : 'update'],
        before: before === undefined ? null : preferencesOf(before),
        after: after === undefined ? null : preferencesOf(after),
      }),
    );
  const open = 'prepare-first';
  const becoming = preferences({
    runAsEnabled: true,
    runAsDefaultUser: 'dev',
    shellProfile: { linux: 'exec sudo -iu root' },
  });
  const opened = 'gate-default-document-opened';
  const changed = 'gate-default-document-changed';
  return [
    entry('the default document, Run As off', change(open, runAs('ubuntu'), runAsOff), opened, changed),
    entry(
      'the default document, another user',
      change(open, runAs('ubuntu'), runAs('root')),
      opened,
      changed,
    ),
    entry(
      'the default document, root whatever Run As says',
      change(open, runAs('dba'), commands({ runAsElevated: true })),
      opened,
      changed,
    ),
    entry(
      'the default document, a user instead of none',
      change(open, runAsTagOnly, runAs('root')),
      opened,
      changed,
    ),
    entry('the default document, none instead of a user', change(open, runAs('root'), runAsTagOnly), opened),
    entry('the default document, other settings', change(open, runAs('dev'), `${runAs('dev')} `), opened),
    entry(
      'the default document, with parameters and properties that are empty',
      change(
        open,
        runAs('dev'),
        JSON.stringify({ ...JSON.parse(runAs('dev')), parameters: {}, properties: {} }),
      ),
      opened,
    ),
    entry(
      'the default document, without the empty parameters and properties that it had',
      change(
        open,
        JSON.stringify({ ...JSON.parse(runAs('dev')), parameters: {}, properties: {} }),
        runAs('dev'),
      ),
      opened,
    ),
    entry(
      'the default document, with parameters that are no object',
      change(open, runAs('dev'), JSON.stringify({ ...JSON.parse(runAs('dev')), parameters: [] })),
      opened,
      changed,
    ),
    entry(
      'the default document, created with a user',
      change(open, undefined, runAs('dev')),
      opened,
      changed,
    ),
    entry('the default document, created without Run As', change(open, undefined, runAsOff), opened, changed),
    entry('the default document, created for the tag', change(open, undefined, runAsTagOnly), opened),
    entry(
      'the default document, deleted',
      change(open, runAs('dev'), undefined, 'delete'),
      opened,
      changed,
      'gate-document-named',
    ),
    entry(
      'the default document, another shell profile',
      change(open, runAs('dev'), becoming),
      opened,
      changed,
    ),
    entry('the default document, the same shell profile', change(open, becoming, `${becoming} `), opened),
    entry(
      'the default document, another shell profile where Run As is off',
      change(open, runAsOff, preferences({ shellProfile: { linux: 'exec sudo -iu root' } })),
      opened,
      changed,
    ),
    entry(
      'the default document, other commands of the same user',
      change(open, commands({ commands: 'id' }), commands({ commands: 'sudo -i' })),
      opened,
      changed,
    ),
    entry(
      'the default document, created for the tag, with a shell profile',
      change(open, undefined, preferences({ runAsEnabled: true, shellProfile: { linux: 'bash' } })),
      opened,
      changed,
    ),
    entry(
      'the default document, another profile for Windows and other logs',
      change(
        open,
        runAs('dev'),
        preferences({
          runAsEnabled: true,
          runAsDefaultUser: 'dev',
          s3BucketName: 'logs',
          shellProfile: { windows: 'date', linux: '' },
        }),
      ),
      opened,
    ),
    entry('the default document, as it is', change(open, runAsOff, runAsOff, 'no-op'), opened),
    entry(
      'the default document, not as JSON',
      change(open, runAs('dev'), 'inputs: { runAsEnabled: true }'),
      opened,
      changed,
    ),
    entry(
      'the default document, not as JSON, where Run As was off',
      change(open, runAsOff, 'inputs: { runAsEnabled: true, runAsDefaultUser: root }'),
      opened,
      changed,
    ),
    entry(
      'the default document, a key twice, where Run As was off',
      change(open, runAsOff, runAs('root').replace('"inputs"', '"inputs":{"runAsEnabled":false},"inputs"')),
      opened,
      changed,
    ),
    entry(
      'the default document, not as JSON before, for the tag after',
      change(
        open,
        'inputs: { runAsEnabled: true, shellProfile: { linux: exec sudo -iu dev } }',
        preferences({ runAsEnabled: true }),
      ),
      opened,
      changed,
    ),
    entry(
      'the default document, not as JSON, and the same',
      change(open, 'inputs: {}', 'inputs: {}'),
      opened,
    ),
    entry(
      'the default document, shared',
      edited(open, (plan) => {
        added('aws_ssm_document.preferences', {
          actions: ['update'],
          before: preferencesOf(runAs('dev')),
          after: { ...preferencesOf(runAs('dev')), permissions: { type: 'Share', account_ids: 'all' } },
        })(plan);
      }),
      opened,
      changed,
    ),
    entry(
      'the default document, shared as before',
      edited(
        open,
        added('aws_ssm_document.preferences', {
          actions: ['update'],
          before: { ...preferencesOf(runAs('dev')), permissions: { type: 'Share', account_ids: '1' } },
          after: { ...preferencesOf(runAs('dev')), permissions: { type: 'Share', account_ids: '1' } },
        }),
      ),
      opened,
    ),
    entry(
      'the default document, of another type',
      edited(open, (plan) => {
        added('aws_ssm_document.preferences', {
          actions: ['update'],
          before: preferencesOf(runAs('dev')),
          after: { ...preferencesOf(runAs('dev')), document_type: 'Command' },
        })(plan);
      }),
      opened,
      changed,
    ),
    entry(
      'the default document, hidden',
      edited(
        open,
        added('aws_ssm_document.preferences', {
          actions: ['update'],
          before: preferencesOf(runAs('dev')),
          after: preferencesOf(runAs('dev')),
        }),
        unknown('preferences', 'content'),
      ),
      'gate-unknown',
      opened,
    ),
    entry(
      'the default document, shared with somebody unknown',
      edited(
        open,
        added('aws_ssm_document.preferences', {
          actions: ['update'],
          before: preferencesOf(runAs('dev')),
          after: preferencesOf(runAs('dev')),
          after_unknown: { permissions: { account_ids: true } },
        }),
      ),
      'gate-unknown',
      opened,
    ),
    entry(
      'the default document, when nobody may use it',
      change('enforce-settled', runAs('dev'), runAs('root')),
    ),
  ];
}

/** What somebody made of a document, and the plan that puts it back. */
function repairs(): readonly CorpusEntry[] {
  const versions = (base: string, inUse: string, latest: string) =>
    edited(base, (plan) => {
      const { change } = at(plan, documentOf('developer'));
      Object.assign(change.before, { default_version: inUse, latest_version: latest });
    });
  const refreshed = (description?: string): PlanCase =>
    edited('documents-settled', actions(documentOf('developer'), 'update'), (plan) => {
      const { change } = at(plan, documentOf('developer'));
      const content = JSON.parse(change.after.content);
      content.inputs.runAsDefaultUser = 'ops-admin';
      if (description !== undefined) content.description = description;
      change.before.content = JSON.stringify(content);
      plan.resource_drift = [];
    });
  const ownWords = 'Linux shell of dev.';
  const described = edited('documents-settled', actions(documentOf('developer'), 'update'), (plan) => {
    const { change } = at(plan, documentOf('developer'));
    const content = { ...JSON.parse(change.after.content), description: ownWords };
    change.after.content = jsonencode(content);
    change.before.content = JSON.stringify(content).replace('"dev"', '"ops-admin"');
    plan.resource_drift = [];
  });
  const describedByHand: PlanCase = {
    ...described,
    mapping: readCase('documents-settled').mapping.replace(
      'developer: { osUser: dev,',
      `developer: { osUser: dev, description: ${ownWords},`,
    ),
  };
  const otherDescription = 'Sessions of permission set LinuxDeveloper run as Linux user ops-admin.';
  return [
    entry(
      'the default version was rolled back',
      versions('documents-settled', '1', '2'),
      'gate-document-default-version',
    ),
    entry(
      'a document that cannot be updated',
      versions('documents-drifted', '2', '3'),
      'gate-document-drifted',
      'gate-document-default-version',
    ),
    entry(
      'the versions of a document of somebody else, and of one that goes',
      edited('documents-settled', deleted(documentOf('developer')), (plan) => {
        const { change } = at(plan, documentOf('developer'));
        Object.assign(change.before, { default_version: '1', latest_version: '2' });
        const values = { name: 'Patch', document_type: 'Command', default_version: '1', latest_version: '2' };
        added('aws_ssm_document.other', { actions: ['no-op'], before: values, after: values })(plan);
      }),
      'gate-document-named',
      'gate-document-missing',
    ),
    entry(
      'versions that are no numbers',
      versions('documents-settled', '1', '2; curl x'),
      'gate-document-default-version',
    ),
    entry('somebody changed the user, and the state was refreshed', refreshed(), 'gate-document-drifted'),
    entry(
      'somebody changed the user, which only the description tells',
      { ...refreshed(), documents: [] },
      'gate-document-drifted',
    ),
    entry(
      'somebody changed an older document, and the plan puts it back',
      {
        ...edited('documents-settled', (plan) => {
          const values = (content: string) => ({ name: 'Old-Session', document_type: 'Session', content });
          const [was, found] = [values(runAs('ops-admin')), values(runAs('root'))];
          added('aws_ssm_document.older', { actions: ['update'], before: found, after: was })(plan);
          plan.resource_drift = [
            { ...at(plan, 'document.older'), change: { actions: ['update'], before: was, after: found } },
          ];
        }),
        mapping: `${readCase('documents-settled').mapping}documents: { previous: [Old-Session] }\n`,
      },
      'gate-document-drifted',
    ),
    entry(
      'the user changed, below a description that the mapping states',
      { ...describedByHand, documents: [] },
      'gate-document-user',
    ),
    entry(
      'the user and the description changed',
      { ...refreshed(otherDescription), documents: [] },
      'gate-document-user',
    ),
    entry(
      'the user and the description changed, and the last outputs have the document of the mapping',
      { ...refreshed(otherDescription), documents: readCase('enforce').documents },
      'gate-document-drifted',
    ),
    entry(
      'the user and the description changed, and the last outputs of another account have the document of the mapping',
      {
        ...refreshed(otherDescription),
        documents: readCase('enforce').documents.map((text) =>
          text.replaceAll(':123456789012:', ':999999999999:'),
        ),
      },
      'gate-document-user',
    ),
    entry(
      'the description is the same, but the plan does not lead to the document of the mapping',
      edited('documents-settled', actions(documentOf('developer'), 'update'), (plan) => {
        const { change } = at(plan, documentOf('developer'));
        change.after.content = change.after.content.replace('"dev"', '"root"');
      }),
      'gate-document-user',
      'gate-document-differs',
    ),
  ];
}

/** `defaultDocument: lock`: `SSM-SessionManagerRunShell` as the plan finds it and as it leaves it. */
function lockedDocuments(): readonly CorpusEntry[] {
  const base = readCase('documents-settled').mapping;
  const locking = base.replace('version: 1\n', 'version: 1\ndefaultDocument: lock\n');
  const plan = (mapping: string, change: Json, ...more: readonly Edit[]): PlanCase => ({
    ...edited('documents-settled', added('aws_ssm_document.default', change), ...more),
    mapping,
  });
  const update = (before: Json, after: Json) => ({
    actions: ['update'],
    before: before && preferencesOf(before),
    after: after && preferencesOf(after),
  });
  const unlocked = 'gate-default-document-unlocked';
  const lockedTo = (values: Json) => ({
    ...update(runAsOff, locked),
    after: { ...preferencesOf(locked), ...values },
  });
  const byPlace = locking.replace(
    'version: 1\n',
    'version: 1\nsession: { s3: { bucket: "logs-{account}" } }\n',
  );
  const lockedIn = (account: string) => {
    const content = JSON.parse(locked);
    const inputs = { ...content.inputs, s3BucketName: `logs-${account}`, s3EncryptionEnabled: true };
    return jsonencode({ ...content, inputs });
  };
  const driftedTo =
    (before: Json, after: Json): Edit =>
    (text) => {
      text.resource_drift = [
        {
          address: 'aws_ssm_document.default',
          mode: 'managed',
          type: 'aws_ssm_document',
          name: 'default',
          change: { actions: ['update'], before: preferencesOf(before), after: preferencesOf(after) },
        },
      ];
    };
  const alone = (planCase: PlanCase): PlanCase => {
    const text = JSON.parse(planCase.plan);
    text.resource_changes = text.resource_changes.filter(({ name }: Json) => name === 'default');
    return { ...planCase, plan: JSON.stringify(text) };
  };
  return [
    entry('the default document is locked', plan(locking, update(runAsOff, locked))),
    entry(
      'the locked document logs to the bucket of its account',
      alone(plan(byPlace, update(runAsOff, lockedIn('123456789012')))),
    ),
    entry(
      'the locked document logs to the bucket of another account',
      alone(plan(byPlace, update(runAsOff, lockedIn('999988887777')))),
      unlocked,
    ),
    entry('nothing but the lock is planned', alone(plan(locking, update(runAsOff, locked)))),
    entry(
      'the locked document is created',
      plan(locking, { actions: ['create'], before: null, after: preferencesOf(locked) }),
    ),
    entry('the lock names another user', plan(locking, update(runAsOff, runAs('dev'))), unlocked),
    entry('the lock is left without Run As', plan(locking, update(locked, runAsOff)), unlocked),
    entry(
      'the locked document stays as it is',
      plan(locking, { ...update(locked, locked), actions: ['no-op'] }),
    ),
    entry(
      'the locked document is deleted',
      plan(locking, { ...update(locked, undefined), actions: ['delete'], after: null }),
      unlocked,
    ),
    entry(
      'the locked document is replaced',
      plan(locking, { ...update(locked, locked), actions: ['delete', 'create'] }),
      unlocked,
    ),
    entry(
      'the locked document is forgotten',
      plan(locking, { ...update(locked, locked), actions: ['forget'], after: null }),
    ),
    entry(
      'the locked document gets another name',
      plan(locking, {
        ...update(locked, locked),
        after: { ...preferencesOf(locked), name: 'Another-Session' },
      }),
      unlocked,
    ),
    entry(
      'the locked document is shared',
      plan(locking, lockedTo({ permissions: { type: 'Share', account_ids: 'all' } })),
      unlocked,
    ),
    entry(
      'the locked document becomes a Command document',
      plan(locking, lockedTo({ document_type: 'Command' })),
      unlocked,
    ),
    entry(
      'the content of the lock is hidden',
      plan(locking, update(runAsOff, locked), unknown('aws_ssm_document.default', 'content')),
      'gate-unknown',
    ),
    entry(
      'nothing but a document that nobody locks is planned',
      alone(plan(base, update(runAsOff, runAs('dev')))),
      'gate-plan-unrelated',
    ),
    entry(
      'the locked document has an older default version',
      plan(locking, {
        ...update(locked, locked),
        actions: ['no-op'],
        before: { ...preferencesOf(locked), default_version: '1', latest_version: '2' },
      }),
      'gate-document-default-version',
    ),
    entry(
      'a document that nobody locks has an older default version',
      plan(base, {
        ...update(runAsOff, runAsOff),
        actions: ['no-op'],
        before: { ...preferencesOf(runAsOff), default_version: '1', latest_version: '2' },
      }),
    ),
    entry(
      'a lock that is no longer asked for is rewritten',
      plan(base, update(locked, runAs('dev'))),
      unlocked,
    ),
    entry(
      'a lock that is no longer asked for stays',
      plan(base, { ...update(locked, locked), actions: ['no-op'] }),
    ),
    entry('the default document changes where nothing locks it', plan(base, update(runAsOff, runAs('dev')))),
    entry(
      'another document gets the name of the locked one',
      plan(locking, {
        ...update(runAsOff, runAs('dev')),
        before: { ...preferencesOf(runAsOff), name: 'Another-Session' },
      }),
      unlocked,
    ),
    entry(
      'a lock that somebody opened outside Terraform stays open',
      plan(base, { ...update(runAsOff, runAsOff), actions: ['no-op'] }, driftedTo(locked, runAsOff)),
    ),
    entry(
      'a lock that somebody opened outside Terraform is rewritten',
      plan(base, update(runAsOff, runAs('dev')), driftedTo(locked, runAsOff)),
      unlocked,
    ),
    entry(
      'a lock that somebody made outside Terraform is rewritten',
      plan(base, update(locked, runAs('dev')), driftedTo(runAsOff, locked)),
      unlocked,
    ),
  ];
}
