/**
 * Patterns of ARNs, as in `Resource` and in the Arn operators: matched field by field, and in doubt where AWS could read a
 * wildcard in two ways. Knows the six fields of an ARN; nothing of particular services but that S3 has no resource types.
 * IAM user guide: reference-arns, reference_policies_elements_resource, reference_policies_elements_condition_operators.
 */

import { compileGlob, globOf } from '../glob.js';
import type { ReportUnsupported } from '../problem.js';
import type { Context } from './context.js';
import { compileTemplate, type TemplateMatcher, type TemplateSyntax } from './template.js';
import { type Doubt, isDoubt, rather, type Truth } from './truth.js';

const FIELDS = 6;
const REGION = 3;
const WILDCARD = /[*?]/;
/** What stands between a resource's type and its name. */
const SEPARATOR = /[/:]/;

/** What the version and the kind of a policy let its statements say. */
export interface PolicySyntax {
  /** Whether `${…}` is a variable. */
  readonly variables: boolean;
  /** Whether ARNs with fields missing are completed; reference_policies_grammar says so of identity-based policies only. */
  readonly incomplete: boolean;
}

/** An ARN of a request, taken apart once for all the patterns that it is held against. */
export interface Arn {
  /** Where a field is left open: the text before it. */
  readonly text: string;
  /** Six, or fewer where the text is no ARN, such as `*`; undefined where the request leaves one open. */
  readonly fields: readonly (string | undefined)[];
  /** How the last field begins where it is left open. */
  readonly begins?: string;
  /** Whether there may be colons in what is left open of the last field. */
  readonly mayHoldColons?: boolean;
}

export type ArnMatcher = (arn: Arn, context: Context) => Truth;

/** For `Resource` and `NotResource` (`inverted`): an ARN, an incomplete ARN or `*`. */
export function compileResourcePattern(
  pattern: string,
  syntax: PolicySyntax,
  inverted: boolean,
  report: ReportUnsupported,
): ArnMatcher {
  if (pattern === '*') return () => true;
  const given = arnFields(pattern);
  const complete = [...given, ...Array<string>(FIELDS - given.length).fill('*')];
  const [, , service = '', , , resource = ''] = complete;
  if (given[0] !== 'arn' || (given.length < FIELDS && !syntax.incomplete)) report('not-an-arn', pattern);
  // "You can't use a wildcard in the service segment"; in the partition AWS's own policies have one.
  else if (WILDCARD.test(service)) report('wildcard-in-service', pattern);
  // "The resource that includes a policy variable with no value will not match any resource": clear for `Resource`; in
  // `NotResource` the statement could take in everything or nothing.
  const valueless: Truth = inverted && { about: 'valueless-variable-in-not-resource', subject: pattern };
  const text = { wildcards: true, variables: syntax.variables, valueless };
  const matches = compileFields(pattern, given, complete, text, report);
  const [type = ''] = resource.split(SEPARATOR);
  if (resource === '*' || service === 's3' || !WILDCARD.test(withoutVariables(type, syntax))) return matches;

  // "You cannot use a wildcard in the portion of the ARN that specifies the resource type", but AWS takes some such policies.
  const doubt: Doubt = { about: 'wildcard-in-resource-type', subject: pattern };
  return (arn, context) => {
    const matched = matches(arn, context);
    return matched === true && SEPARATOR.test(arn.fields[FIELDS - 1] ?? '') ? doubt : matched;
  };
}

/** For the Arn operators, `ArnEquals` as well as `ArnLike`: complete ARNs only. */
export function compileArnPattern(
  pattern: string,
  variables: boolean,
  report: ReportUnsupported,
): ArnMatcher {
  const given = arnFields(pattern);
  if (given[0] !== 'arn' || given.length < FIELDS) report('not-an-arn', pattern);
  return compileFields(pattern, given, given, { wildcards: true, variables, inHead: variables }, report);
}

/** How texts of a pattern are read; `inHead` is whether variables may stand before the last field, as in conditions. */
interface FieldSyntax extends TemplateSyntax {
  readonly inHead?: boolean;
}

function compileFields(
  pattern: string,
  given: readonly string[],
  complete: readonly string[],
  text: FieldSyntax,
  report: ReportUnsupported,
): ArnMatcher {
  const head = complete.slice(0, FIELDS - 1);
  const tied = text.variables && head.some((field) => field.includes('${'));
  if (tied && !text.inHead) report('variable-before-resource-part', pattern);
  const heads = head.map(
    (field): TemplateMatcher => (tied ? compileTemplate(field, text, report) : compileGlob(globOf(field))),
  );
  const region = head[REGION] ?? '';
  const inLowerCase = region === region.toLowerCase() ? undefined : compileGlob(globOf(region.toLowerCase()));
  const caseDoubt: Doubt = { about: 'letter-case-of-region', subject: pattern };
  const last = complete[FIELDS - 1] ?? '';
  const matchesResource = compileTemplate(last, text, report);
  // Where the lack of a value is in doubt, no text rules out that it is lacking.
  const [literal = ''] =
    isDoubt(text.valueless ?? false) && last.includes('${') ? [''] : last.split(/[*?$]/, 1);
  const byField: ArnMatcher = ({ fields, begins }, context) => {
    if (fields.length < FIELDS) return false;
    if (begins !== undefined && !begins.startsWith(literal) && !literal.startsWith(begins)) return false;
    let doubt: Doubt | undefined;
    for (let at = 0; at < FIELDS; at++) {
      const field = fields[at];
      const truth =
        field === undefined
          ? complete[at] === '*' || openField(at)
          : (heads[at] ?? matchesResource)(field, context);
      if (isDoubt(truth)) doubt = rather(doubt, truth);
      if (truth !== false) continue;
      // Whether AWS takes `EU-west-1` for the Region is documented nowhere.
      if (at !== REGION || !inLowerCase?.(field ?? '')) return false;
      doubt = rather(doubt, caseDoubt);
    }
    return doubt ?? true;
  };
  if (!head.some((field) => WILDCARD.test(field))) return byField;

  // "If the `*` wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries",
  // and then "each of the six colon-delimited components of the ARN is checked separately".
  const ignore = () => {};
  const spellings = new Set([pattern, complete.join(':')]);
  const acrossColons = [...spellings].map((one) =>
    compileTemplate(one, { ...text, valueless: false }, ignore),
  );
  const doubt: Doubt = { about: 'wildcard-across-colons', subject: pattern };
  const [start = ''] = pattern.split(/[*?$]/, 1);
  return (arn, context) => {
    const matched = byField(arn, context);
    if (matched !== false) return matched;
    // With as many colons in the value as in the pattern none is left over for a wildcard.
    const resource = arn.fields[FIELDS - 1];
    if (given.length === FIELDS && !(resource ?? arn.begins ?? ':').includes(':') && !arn.mayHoldColons)
      return false;
    const open = arn.fields.indexOf(undefined);
    if (open !== -1)
      return arn.text.startsWith(start) || start.startsWith(arn.text) ? openField(open) : false;
    return acrossColons.some((matches) => matches(arn.text, context) !== false) ? doubt : false;
  };
}

const openField = (at: number): Doubt => ({ about: 'unstated-field', subject: String(at) });

export function parseArn(text: string): Arn {
  return { text, fields: arnFields(text) };
}

/** Equal for ARNs of which the same is known. */
export function arnId({ text, fields, begins, mayHoldColons }: Arn): string {
  return [text, fields.map((field) => field ?? '\u0000').join(':'), begins, mayHoldColons].join('\n');
}

/** A variable stands for characters only, also `${*}`. */
function withoutVariables(text: string, { variables }: PolicySyntax): string {
  return variables ? text.replace(/\$\{[^}]*\}?/g, '') : text;
}

/** Up to six fields; colons after the fifth belong to the last one, and those in `${…}` to the variable. */
export function arnFields(arn: string): string[] {
  const fields: string[] = [];
  let start = 0;
  let end = 0;
  while (fields.length < FIELDS - 1) {
    const colon = arn.indexOf(':', end);
    if (colon === -1) break;
    const variable = arn.lastIndexOf('${', colon);
    if (variable >= start && arn.indexOf('}', variable) > colon) {
      end = arn.indexOf('}', variable);
      continue;
    }
    fields.push(arn.slice(start, colon));
    start = colon + 1;
    end = start;
  }
  fields.push(arn.slice(start));
  return fields;
}
