/**
 * What the documents of scenarios have in common: where they are, with which tags, and what is sent with them. Knows ARNs and tags;
 * not which documents are tried.
 */
import type { AwsPlace } from '../../mapping/place-values.js';
import type { DocumentCheck, DocumentVariant } from './scenario.js';
import { type Subject, tagged, tagsInScope } from './subject.js';

/** What AWS may send when a document is named; today nothing, formerly `true`. */
export const named: readonly DocumentCheck[] = ['absent', 'true'];
export const anyCheck: readonly DocumentCheck[] = ['absent', 'true', 'false'];

export function documentArnAt({ mapping }: Subject, name: string, { account, region }: AwsPlace): string {
  return `arn:${mapping.partition}:ssm:${region}:${account}:document/${name}`;
}

/** A document in the caller's own account; generated documents have the tags of `documents.tags`, and no others. */
export function inAccount(
  subject: Subject,
  name: string,
  place: AwsPlace,
): NonNullable<DocumentVariant['resource']> {
  const { tags } = subject.mapping.documents;
  const keys = [...new Set([...Object.keys(tags), ...Object.keys(subject.role.nodes.tags)])];
  const values = Object.fromEntries(keys.map((key) => [key, tags[key] === undefined ? [] : [tags[key]]]));
  return {
    arn: documentArnAt(subject, name, place),
    context: { 'aws:ResourceAccount': place.account, ...tagged(values) },
  };
}

/** Whoever writes a document chooses its tags as well, those of nodes in scope included. */
export function written(
  subject: Subject,
  name: string,
  place: AwsPlace,
  account: string,
): NonNullable<DocumentVariant['resource']> {
  return {
    arn: documentArnAt(subject, name, { ...place, account }),
    context: { 'aws:ResourceAccount': account, ...tagged(tagsInScope(subject)) },
  };
}

/** What makes a Session document: in a stranger's account, or under a name that nobody has taken. */
export function writtenAs(subject: Subject, name: string, place: AwsPlace, account: string): DocumentVariant {
  return {
    named: account === place.account ? name : `${name} of ${account}`,
    resource: written(subject, name, place, account),
    checks: anyCheck,
    user: { kind: 'author' },
    verdict: 'shut',
  };
}
