/**
 * The StackSets of a Terraform plan that are those of the mapping, by their names, and the documents in their templates. Decides
 * nothing; where the plan hides something, the view says `unknown`.
 */
import { type AnyJson, jsonencode } from '../aws/json-text.js';
import { jsonIn, objectOf, textOf } from '../source/json-value.js';
import { types } from '../terraform/plan/addresses.js';
import type { StackSet } from '../terraform/plan/stack-set-template.js';
import { isStated, type Planned, plannedText } from './plan-view.js';
import type { ResourceChange, TerraformPlan } from './terraform-plan.js';

export interface TemplateDocument {
  /** As normalised JSON. */
  readonly content: string;
  /** Whether it stays in the accounts when it leaves the template, or the stack is deleted. */
  readonly isRetained: boolean;
}

export type TemplateDocuments = ReadonlyMap<string, TemplateDocument>;

export interface StackSetChange {
  readonly change: ResourceChange;
  /** What the mapping asks for under this name. */
  readonly wanted: StackSet;
  readonly before: TemplateDocuments;
  /** Why the template before does not show all of its documents. */
  readonly hiddenBefore: string | undefined;
  /** The text; undefined when the StackSet goes. */
  readonly template: Planned<string>;
  readonly after: TemplateDocuments;
}

export interface StackInstancesChange {
  readonly change: ResourceChange;
  readonly wanted: StackSet;
}

/** One with a number that the mapping no longer needs, as it has fewer documents. */
export type FormerStackSet = Pick<StackSetChange, 'change' | 'before' | 'hiddenBefore'>;

export interface StackSetView {
  readonly sets: readonly StackSetChange[];
  readonly instances: readonly StackInstancesChange[];
  readonly former: readonly FormerStackSet[];
  readonly formerInstances: readonly ResourceChange[];
}

export function viewStackSets({ changes }: TerraformPlan, expected: readonly StackSet[]): StackSetView {
  const byName = new Map(expected.map((set) => [set.name, set]));
  const ofType = (type: string, argument: string) =>
    changes
      .filter((change) => change.mode === 'managed' && change.type === type)
      .flatMap((change) => {
        const planned = plannedText(change, argument);
        const wanted = byName.get(
          planned === undefined ? (textOf(change.before?.[argument]) ?? '') : planned,
        );
        return wanted ? [{ change, wanted }] : [];
      });
  const [stem] = expected.map(({ name }) => name);
  const leaving = (type: string, argument: string) =>
    changes.filter((change) => {
      const name = textOf(change.before?.[argument]) ?? '';
      const isNumbered = stem !== undefined && /^-\d+$/.test(name.slice(stem.length));
      return (
        change.mode === 'managed' &&
        change.type === type &&
        (change.action === 'delete' || change.action === 'forget') &&
        isNumbered &&
        name.startsWith(stem) &&
        !byName.has(name)
      );
    });
  return {
    sets: ofType(types.stackSet, 'name').map(({ change, wanted }) => {
      const template = plannedText(change, 'template_body');
      return {
        ...templateBefore(change),
        wanted,
        template,
        after: documentsInTemplate(template),
      };
    }),
    instances: ofType(types.stackInstances, 'stack_set_name'),
    former: leaving(types.stackSet, 'name').map(templateBefore),
    formerInstances: leaving(types.stackInstances, 'stack_set_name'),
  };
}

function templateBefore(change: ResourceChange): FormerStackSet {
  const template = textOf(change.before?.template_body);
  return { change, before: documentsInTemplate(template), hiddenBefore: hiddenIn(template) };
}

/** All that is judged as a StackSet of the mapping. */
export function changesOfStackSets(view: StackSetView): readonly ResourceChange[] {
  const { sets, instances, former, formerInstances } = view;
  return [...[...sets, ...instances, ...former].map(({ change }) => change), ...formerInstances];
}

/** By name; a name that is computed is not one of the mapping. */
function documentsInTemplate(template = ''): TemplateDocuments {
  const resources = Object.values(objectOf(objectOf(jsonIn(template))?.Resources) ?? {}).map(objectOf);
  return new Map(
    resources.flatMap((resource): [string, TemplateDocument][] => {
      const properties = objectOf(resource?.Properties);
      const name = textOf(properties?.Name);
      if (resource?.Type !== 'AWS::SSM::Document' || name === undefined) return [];
      const content =
        objectOf(properties?.Content) ?? objectOf(jsonIn(textOf(properties?.Content) ?? '')) ?? {};
      const isRetained = resource.DeletionPolicy === 'Retain' && resource.UpdateReplacePolicy === 'Retain';
      return [[name, { content: jsonencode(content as AnyJson), isRetained }]];
    }),
  );
}

/** Why not all documents of a template can be seen; undefined for a generated one. Somebody else may have written what AWS has. */
function hiddenIn(template = ''): string | undefined {
  if (template === '') return undefined;
  const whole = objectOf(jsonIn(template));
  const resources = Object.entries(objectOf(whole?.Resources) ?? {});
  if (whole === undefined) return 'it is not JSON';
  if (whole.Transform !== undefined || resources.some(([id]) => id.startsWith('Fn::')))
    return 'it has a macro';
  const others = resources.find(([, resource]) => {
    const type = textOf(objectOf(resource)?.Type) ?? '';
    return !type.startsWith('AWS::') || type.startsWith('AWS::CloudFormation::');
  });
  if (others) return `the resource ${JSON.stringify(others[0])} may create others`;
  const named = resources.find(([, resource]) => {
    const name = objectOf(objectOf(resource)?.Properties)?.Name;
    return objectOf(resource)?.Type === 'AWS::SSM::Document' && isStated(name) && textOf(name) === undefined;
  });
  return named && `CloudFormation computes the name of ${JSON.stringify(named[0])}`;
}
