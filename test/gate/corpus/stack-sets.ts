/** What may become of the StackSets of the documents and of their templates. */
import type { Json } from '../edit-plan.js';
import { type CorpusEntry, entry } from './entry.js';
import {
  instancesType,
  mapping,
  older,
  plan,
  setType,
  tunnelStem,
  withOlder,
  withTunnel,
} from './stack-set-plan.js';

export const stackSets: readonly CorpusEntry[] = [
  entry('a plan that changes nothing is accepted', plan()),
  entry(
    'a document that changes is accepted: the old one stays',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template);
    }),
  ),
  entry(
    'a template that is not that of the mapping',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      of(setType).after.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'another organizational unit',
    plan((of) => {
      of(instancesType).after.deployment_targets[0].organizational_unit_ids = ['r-ab12'];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet of the older kind of permissions',
    plan((of) => {
      of(setType).after.permission_model = 'SELF_MANAGED';
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a template that is known only after apply',
    plan((of) => {
      const change = of(setType) as Json;
      delete change.after.template_body;
      change.after_unknown.template_body = true;
    }),
    'gate-unknown',
  ),
  entry(
    'a StackSet without its instances',
    plan((of) => {
      (of(instancesType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet that is deleted',
    plan((of) => {
      for (const type of [setType, instancesType])
        Object.assign(of(type), { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-document-named',
  ),
  entry(
    'an older document that people may use and that is not retained',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
        });
      },
      mapping('', [older]),
    ),
    'gate-document-named',
  ),
  entry(
    'an older document of another Linux user that people may use',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          resource.Properties.Content.inputs.runAsDefaultUser = 'root';
        });
      },
      mapping('', [older]),
    ),
    'gate-document-older-user',
  ),
  entry(
    'an older document of the same Linux user that people may use is accepted',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template);
      },
      mapping('', [older]),
    ),
  ),
  entry(
    'an older document that is not retained, while policies elsewhere may name it',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template, (resource) => {
        delete resource.DeletionPolicy;
      });
    }),
    'gate-document-named',
  ),
  entry(
    'a document of no role that is not retained is accepted',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template, (resource) => {
        delete resource.DeletionPolicy;
        resource.Properties.Name = 'Another-Session-00112233';
      });
    }),
  ),
  entry(
    'a resource of another kind that has the name of an older document',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
          resource.Type = 'AWS::SSM::Parameter';
        });
      },
      mapping('', [older]),
    ),
  ),
  entry(
    'a document that gets its retention is accepted',
    plan((of, [template]) => {
      for (const resource of Object.values<Json>(template.Resources)) delete resource.UpdateReplacePolicy;
      of(setType).before.template_body = JSON.stringify(template);
    }),
  ),
  entry(
    'an older tunnel to another port that people may use',
    plan(
      (of, [template]) => {
        const tunnel = Object.values<Json>(template.Resources).find(({ Properties }) =>
          Properties.Name.startsWith(tunnelStem),
        );
        tunnel.Properties.Name = `${tunnelStem}-00112233`;
        tunnel.Properties.Content.properties.portNumber = '22';
        of(setType).before.template_body = JSON.stringify({ ...template, Resources: { Older: tunnel } });
      },
      withTunnel([`${tunnelStem}-00112233`]),
    ),
    'gate-document-older-user',
  ),
  entry(
    'a StackSet with a tunnel that is deleted',
    plan((of) => {
      for (const type of [setType, instancesType])
        Object.assign(of(type), { actions: ['delete'], after: null });
    }, withTunnel()),
    'gate-destroy-plan',
    'gate-document-named',
  ),
  entry(
    'a StackSet that is replaced, with another Linux user',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      Object.assign(of(setType), { actions: ['delete', 'create'] });
      of(setType).after.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
    'gate-document-named',
  ),
  entry(
    'instances that are replaced, in another unit',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['delete', 'create'] });
      of(instancesType).after.deployment_targets[0].organizational_unit_ids = ['r-ab12'];
    }),
    'gate-stack-set-differs',
    'gate-stack-instances-replaced',
  ),
  ...['deployment_targets', 'regions'].map((argument) =>
    entry(
      `${argument} that are known only after apply`,
      plan((of) => {
        const change = of(instancesType) as Json;
        delete change.after[argument];
        change.after_unknown[argument] = true;
      }),
      'gate-unknown',
    ),
  ),
  entry(
    'instances without their StackSet',
    plan((of) => {
      (of(setType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a document that somebody changed in the template, and that the plan puts back',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      of(setType).before.template_body = JSON.stringify(template);
    }),
    'gate-document-drifted',
  ),
  entry(
    'a document with another time limit in the template before',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.idleSessionTimeout = '5';
      of(setType).before.template_body = JSON.stringify(template);
    }),
  ),
  ...(
    [
      ['in YAML', () => 'Resources:\n  One:\n    Type: AWS::SSM::Document\n'],
      ['with a macro', (template: Json) => JSON.stringify({ ...template, Transform: 'Mine' })],
      [
        'with a loop',
        (template: Json) =>
          JSON.stringify({ ...template, Resources: { ...template.Resources, 'Fn::ForEach::Documents': [] } }),
      ],
      [
        'with a nested stack',
        (template: Json) =>
          JSON.stringify({
            ...template,
            Resources: { ...template.Resources, Nested: { Type: 'AWS::CloudFormation::Stack' } },
          }),
      ],
      [
        'with a computed name',
        (template: Json) =>
          withOlder(template, (resource) => {
            resource.Properties.Name = { 'Fn::Sub': older };
          }),
      ],
    ] as const
  ).map(([what, written]) =>
    entry(
      `a former template ${what}`,
      plan(
        (of, [template]) => {
          of(setType).before.template_body = written(template);
        },
        mapping('', [older]),
      ),
      'gate-stack-set-unread',
    ),
  ),
  entry(
    'a template in YAML that stays as it is',
    plan((of) => {
      for (const values of Object.values(of(setType))) values.template_body = 'Resources: {}';
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a former template with a bucket, and a document whose name CloudFormation makes up',
    plan((of, [template]) => {
      const more = { Logs: { Type: 'AWS::S3::Bucket' }, Other: { Type: 'AWS::SSM::Document' } };
      Object.assign(template.Resources, more);
      of(setType).before.template_body = JSON.stringify(template);
    }),
  ),
];
