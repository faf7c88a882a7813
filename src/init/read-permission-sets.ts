/**
 * From the output of `aws sso-admin list-permission-sets` (ARNs only) and `describe-permission-set` (names), one or
 * several of either, to the permission sets of an instance.
 */
import type { Report } from '../diagnostics/report.js';
import { nearest } from '../mapping/nearest.js';
import { objectOf } from '../source/json-value.js';
import { type AwsCommand, type AwsOutput, readAwsOutput, unexpectedIn } from './aws-output.js';

export interface FoundPermissionSets {
  readonly sets: readonly FoundPermissionSet[];
  /** Of the instance that all of them belong to; undefined where no ARN is known. */
  readonly instanceArn: string | undefined;
  /** Such as `aws-us-gov`. */
  readonly partition: string | undefined;
}

/** At least one of the two is known. */
export interface FoundPermissionSet {
  readonly name: string | undefined;
  readonly arn: string | undefined;
}

const command: AwsCommand = {
  name: '`aws sso-admin list-permission-sets` or `describe-permission-set`',
  emptyHint: '',
};

/** Undefined after a report. */
export function readPermissionSets(output: AwsOutput, report: Report): FoundPermissionSets | undefined {
  const values = readAwsOutput(output, command, report);
  if (!values) return undefined;
  const { file } = output;
  const unexpected = unexpectedIn(output, command, report);
  const printed = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (printed.some((value) => typeof objectOf(value)?.NextToken === 'string')) {
    return unexpected('It has a `NextToken`, so more permission sets follow that are not in the file');
  }
  const found = printed.map(setsOf);
  const wrong = found.find((each) => typeof each === 'string');
  if (wrong !== undefined) return unexpected(wrong);
  const sets = distinct(found.filter((each) => typeof each !== 'string').flat());
  return sets.length === 0 ? unexpected('It lists no permission set') : withInstance(sets, file, report);
}

/** The sets of one object, or what is wrong with it. */
function setsOf(value: unknown): FoundPermissionSet[] | string {
  const object = objectOf(value);
  if (Array.isArray(object?.PermissionSets)) {
    const arns: readonly unknown[] = object.PermissionSets;
    const wrong = arns.find((arn) => !isArn(arn));
    return wrong === undefined ? arns.map((arn) => ({ name: undefined, arn: String(arn) })) : notAnArn(wrong);
  }
  const described = objectOf(object?.PermissionSet) ?? object;
  const { Name: name, PermissionSetArn: arn } = described ?? {};
  if (typeof name !== 'string' || name === '') {
    return 'An object has neither `PermissionSets` nor `PermissionSet` with a `Name`';
  }
  return arn === undefined || isArn(arn) ? [{ name, arn }] : notAnArn(arn);
}

function isArn(value: unknown): value is string {
  return typeof value === 'string' && arnPattern.test(value);
}

function notAnArn(value: unknown): string {
  const found = JSON.stringify(value).slice(0, 80);
  return `${found} is not the ARN of a permission set, such as \`arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef\``;
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PermissionSet.html */
const arnPattern =
  /^arn:(aws[a-z-]*):sso:::permissionSet\/((?:sso)?ins-[a-zA-Z0-9.-]{16})\/ps-[a-zA-Z0-9./-]{16}$/;

/** A set that is listed and described is one, with its name. Named sets come first, in order of name. */
function distinct(sets: readonly FoundPermissionSet[]): FoundPermissionSet[] {
  const named = new Map(sets.flatMap((set) => (set.name === undefined ? [] : [[set.name, set] as const])));
  const described = new Set([...named.values()].map(({ arn }) => arn));
  const arns = new Set(sets.flatMap(({ arn }) => (arn === undefined || described.has(arn) ? [] : [arn])));
  return [
    ...[...named.keys()].sort().flatMap((name) => named.get(name) ?? []),
    ...[...arns].sort().map((arn) => ({ name: undefined, arn })),
  ];
}

function withInstance(
  sets: readonly FoundPermissionSet[],
  file: string,
  report: Report,
): FoundPermissionSets | undefined {
  const instances = sets.flatMap(({ arn }) => {
    const [, partition, instance] = arnPattern.exec(arn ?? '') ?? [];
    return partition === undefined || instance === undefined
      ? []
      : [{ partition, arn: `arn:${partition}:sso:::instance/${instance}` }];
  });
  const [first] = instances;
  const other = instances.find(({ arn }) => arn !== first?.arn);
  if (first && other) {
    report('init-instances-differ', { file }, { one: first.arn, other: other.arn });
    return undefined;
  }
  return { sets, instanceArn: first?.arn, partition: first?.partition };
}

/** Those with the names, in the order of the names. Undefined after a report about `file`. */
export function choosePermissionSets(
  found: FoundPermissionSets,
  names: readonly string[],
  file: string,
  report: Report,
): FoundPermissionSets | undefined {
  const known = found.sets.flatMap(({ name }) => name ?? []);
  const sets = [...new Set(names)].flatMap((name) => {
    const set = found.sets.find((each) => each.name === name);
    if (!set) report('init-only-unknown', { file }, { name, suggestion: nearest(name, known) });
    return set ?? [];
  });
  return sets.length === new Set(names).size ? { ...found, sets } : undefined;
}
