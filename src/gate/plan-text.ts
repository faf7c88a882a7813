/**
 * Why a text is not the JSON of a saved plan: what pipelines are known to hand over instead, each with a remedy of its own.
 * Looks only at texts that are refused; knows what Terraform, its wrappers and shells print.
 */
import type { PlanProblem } from '../diagnostics/catalog/gate-plan.js';
import { duplicateKeyIn } from '../source/duplicate-key.js';
import { endOfJson, type JsonObject, jsonIn, objectOf } from '../source/json-value.js';

/** `text` is no JSON object. */
export function problemOfText(text: string): PlanProblem {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart();
  const start = trimmed.slice(0, 4096);
  if (trimmed === '') return 'empty';
  if (start.startsWith('[command]')) return 'wrapper';
  if (start.startsWith('{')) return problemOfObject(trimmed);
  if (/^\S[^\n{]*\{/.test(start) && /terraform|tofu|STDOUT/i.test(start.slice(0, start.indexOf('{'))))
    return 'log';
  return /^(?:No changes\.|Terraform |OpenTofu |Plan: \d|Acquiring state lock|[\w.]+: Refreshing state)/m.test(
    start,
  )
    ? 'for-people'
    : 'not-json';
}

/** It begins like an object and is none. */
function problemOfObject(text: string): PlanProblem {
  const end = endOfJson(text);
  const behind = text.slice(end).trimStart();
  if (behind !== '') {
    if (objectOf(jsonIn(text.slice(0, end)))?.['@level'] !== undefined) return 'messages';
    if (behind.startsWith('{')) return 'several';
    return /^(?:::|\[command\])/.test(behind) ? 'wrapper' : 'text-behind';
  }
  if (!isJson(text)) return 'damaged';
  return duplicateKeyIn(text) === undefined ? 'too-deep' : 'duplicate-key';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Why a JSON object is no plan, or undefined when it has what a plan has. A state has a `format_version` too. */
export function problemOfJson(plan: JsonObject): PlanProblem | undefined {
  if (plan['@level'] !== undefined) return 'messages';
  if (plan.format_version === undefined && plan.lineage !== undefined && plan.serial !== undefined)
    return 'state-file';
  if (typeof plan.format_version !== 'string') return 'no-version';
  if (Array.isArray(plan.resource_changes) || objectOf(plan.planned_values)) return undefined;
  return plan.terraform_version !== undefined || plan.values !== undefined ? 'state' : 'no-changes';
}
