/**
 * Values of `session` that differ by place or by role: which placeholders there are, and what fills them. A placeholder after `$` or
 * `%` is none: there Terraform would begin a template. Judges nothing but braces; knows neither documents nor Terraform.
 */
import type { Report, SourcePlace } from '../diagnostics/report.js';
import type { SessionSettings } from './model.js';
import { nearest } from './nearest.js';

export interface AwsPlace {
  readonly account: string;
  readonly region: string;
}

export const valuePlaceholders = ['account', 'region', 'role', 'osUser'] as const;
type Placeholder = (typeof valuePlaceholders)[number];

const placeholder = new RegExp(`(?<![$%])\\{(${valuePlaceholders.join('|')})\\}`, 'g');

/** In order of the text: what is written, and the names of placeholders. */
export function partsOf(value: string): readonly (string | { readonly name: Placeholder })[] {
  return value
    .split(placeholder)
    .map((part, at) => (at % 2 === 0 ? part : { name: part as Placeholder }))
    .filter((part) => part !== '');
}

/** Placeholders without a value stay. */
export function filled(value: string, values: Partial<Readonly<Record<Placeholder, string>>>): string {
  return value.replaceAll(placeholder, (whole, name: Placeholder) => values[name] ?? whole);
}

export function placeholdersIn(value: string): readonly Placeholder[] {
  return partsOf(value).flatMap((part) => (typeof part === 'string' ? [] : part.name));
}

/** A brace that belongs to no placeholder, with what is in the pair if there is one. */
export function strayBrace(value: string): string | undefined {
  const rest = value.replaceAll(placeholder, '\n');
  return /\{[^{}\n]*\}|[{}]/.exec(rest)?.[0];
}

/** Reports such a brace; true where there is one. */
export function reportStrayBrace(value: string, place: SourcePlace, report: Report): boolean {
  const stray = strayBrace(value);
  if (stray === undefined) return false;
  const meant = nearest(stray.slice(1, -1), valuePlaceholders);
  report('session-placeholder', place, { stray, suggestion: meant && `{${meant}}` });
  return true;
}

/** With the role's values; those of the account and the Region stay to be filled. */
export function filledForRole(
  session: SessionSettings,
  values: { readonly role: string; readonly osUser: string },
): SessionSettings {
  const { s3, cloudWatch } = session;
  return {
    ...session,
    ...(s3 && {
      s3: {
        ...s3,
        bucket: filled(s3.bucket, values),
        ...(s3.prefix !== undefined && { prefix: filled(s3.prefix, values) }),
      },
    }),
    ...(cloudWatch && { cloudWatch: { ...cloudWatch, logGroup: filled(cloudWatch.logGroup, values) } }),
  };
}
