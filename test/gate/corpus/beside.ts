/** A resource beside the generated ones, in a plan that changes nothing else. */
import { added, type Edit, edited, type Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';

export const beside = (type: string, after: Json, before: Json = null, ...actions: readonly string[]): Edit =>
  added(`${type}.beside`, { actions: actions.length > 0 ? actions : ['create'], before, after });

export const settled = (...edits: readonly Edit[]): PlanCase => edited('enforce-settled', ...edits);

export const template = (Type: string, Properties: Json = {}, more: Json = {}) =>
  JSON.stringify({ ...more, Resources: { One: { Type, Properties } } });

export const stack = (template_body: string | undefined, more: Json = {}) =>
  beside('aws_cloudformation_stack', { name: 'x', template_body, ...more });

export const unseen = 'gate-other-writer-unseen';
