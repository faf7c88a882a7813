/**
 * The StackSets of a Terraform plan that are those of the mapping, by their names, and the documents in their templates. Decides
 * nothing; where the plan hides something, the view says `unknown`.
 */
import { type AnyJson, jsonencode } from '../aws/json-text.js';
import { jsonIn, objectOf, textOf } from '../source/json-value.js';
import { types } from '../terraform/plan/addresses.js';
import type { StackSet } from '../terraform/plan/stack-set-template.js';
import { type Planned, plannedText } from './plan-view.js';
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
  /** The text; undefined when the StackSet goes. */
  readonly template: Planned<string>;
  readonly after: TemplateDocuments;
}

export interface StackInstancesChange {
  readonly change: ResourceChange;
  readonly wanted: StackSet;
}

export interface StackSetView {
  readonly sets: readonly StackSetChange[];
  readonly instances: readonly StackInstancesChange[];
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
  return {
    sets: ofType(types.stackSet, 'name').map(({ change, wanted }) => {
      const template = plannedText(change, 'template_body');
      return {
        change,
        wanted,
        before: documentsInTemplate(textOf(change.before?.template_body)),
        template,
        after: documentsInTemplate(template),
      };
    }),
    instances: ofType(types.stackInstances, 'stack_set_name'),
  };
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
