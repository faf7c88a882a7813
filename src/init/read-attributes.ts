/**
 * From the output of `aws sso-admin describe-instance-access-control-attribute-configuration` to what stays and what
 * goes. Refuses rather than guesses: an attribute that is missed here is lost later.
 */
import { runAsTag } from '../aws/names.js';
import type { Report } from '../diagnostics/report.js';
import type { AccessControlAttribute } from '../mapping/model.js';
import { type JsonObject, objectOf } from '../source/json-value.js';
import { type AwsCommand, type AwsOutput, readAwsOutput, unexpectedIn } from './aws-output.js';

export interface FoundAttributes {
  /** In order of key, `SSMSessionRunAs` left out. */
  readonly keep: readonly AccessControlAttribute[];
  /** The attribute that decides the Linux user, with its key in the letter case that AWS has. */
  readonly runAs: AccessControlAttribute | undefined;
}

const command: AwsCommand = {
  name: '`aws sso-admin describe-instance-access-control-attribute-configuration`',
  emptyHint:
    'If it said ResourceNotFoundException, attributes for access control are off: leave `--attributes` out, and state `configuration: disabled`.',
};

/** Undefined after a report. */
export function readAttributes(output: AwsOutput, report: Report): FoundAttributes | undefined {
  const values = readAwsOutput(output, command, report);
  if (!values) return undefined;
  const { file } = output;
  const unexpected = unexpectedIn(output, command, report);
  const described = objectOf(values[0]);
  if (!described || values.length > 1) {
    return unexpected(
      values.length > 1
        ? `The command prints one JSON object, and the file contains ${values.length}`
        : 'The command prints a JSON object',
    );
  }
  const { Status: status, StatusReason: reason } = described;
  if (typeof status !== 'string') return unexpected('`Status` is missing');
  if (status !== 'ENABLED') {
    const words = typeof reason === 'string' && reason !== '' ? reason : undefined;
    report('init-attributes-not-enabled', { file }, { status, reason: words });
    return undefined;
  }
  const listed = objectOf(described.InstanceAccessControlAttributeConfiguration)?.AccessControlAttributes;
  if (!Array.isArray(listed)) {
    return unexpected('`InstanceAccessControlAttributeConfiguration.AccessControlAttributes` is missing');
  }
  const attributes = listed.map((entry: unknown) => attributeOf(objectOf(entry)));
  if (!attributes.every((attribute) => attribute !== undefined)) {
    return unexpected('An entry of `AccessControlAttributes` has no `Key` or `Value.Source`');
  }
  return judged(attributes, file, report);
}

interface ListedAttribute {
  readonly key: string;
  readonly sources: readonly string[];
}

function attributeOf(entry: JsonObject | undefined): ListedAttribute | undefined {
  const key = entry?.Key;
  const sources = objectOf(entry?.Value)?.Source;
  if (typeof key !== 'string' || !Array.isArray(sources)) return undefined;
  return sources.every((source) => typeof source === 'string') ? { key, sources } : undefined;
}

function judged(
  attributes: readonly ListedAttribute[],
  file: string,
  report: Report,
): FoundAttributes | undefined {
  const known = new Map<string, AccessControlAttribute>();
  let isSound = true;
  for (const { key, sources } of attributes) {
    const folded = key.toLowerCase();
    const other = known.get(folded)?.key;
    const [source, ...others] = sources;
    if (source === undefined || others.length > 0) {
      report('init-attribute-sources', { file }, { key, count: sources.length });
      isSound = false;
    } else if (other !== undefined) {
      report('init-attribute-repeated', { file }, { key, other });
      isSound = false;
    } else {
      known.set(folded, { key, source });
    }
  }
  if (!isSound) return undefined;
  const runAs = known.get(runAsTag.toLowerCase());
  const keep = [...known.values()].filter((attribute) => attribute !== runAs);
  return { runAs, keep: keep.sort((a, b) => (a.key < b.key ? -1 : 1)) };
}
