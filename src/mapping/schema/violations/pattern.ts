/** Texts of the wrong form: what the form is, and for some of them the danger behind it. */
import type { Report, SourcePlace } from '../../../diagnostics/report.js';
import { judgeOsUser } from '../../judge-os-user.js';
import { reportStrayBrace } from '../../place-values.js';
import { shapeOf } from '../path-shape.js';
import { type Explain, wordsAt } from './violation.js';

export const explainPattern: Explain = ({ path, node }, report) => {
  const value = node?.kind === 'scalar' ? String(node.value) : '';
  const shape = shapeOf(path);
  const explainText = explanations[shape];
  const expected = wordsAt(path).expected ?? 'another form';
  if (value.includes('${') && entersPolicy(shape)) report('policy-variable', { path }, { value });
  else if (explainText) explainText({ value, place: { path }, expected }, report);
  else report('value-malformed', { path }, { value, expected, suggestion: undefined });
};

/** Whether a value ends up in a policy, where `${` starts a variable. */
export function entersPolicy(shape: string): boolean {
  return /^nodes\.(?:tags|matchTags)\./.test(shape) || policyShapes.has(shape);
}

const policyShapes: ReadonlySet<string> = new Set([
  'accounts.[]',
  'regions.[]',
  'session.kmsKey',
  'documents.previous.[]',
  'documents.deployedBy.[]',
  'guardrails.deny.[]',
  'permissionSet',
  'permissionSet.name',
]);

interface MalformedText {
  readonly value: string;
  readonly place: SourcePlace;
  /** What the schema says the form is. */
  readonly expected: string;
}

type ExplainText = (text: MalformedText, report: Report) => void;

const explainOsUser: ExplainText = ({ value: user, place }, report) => {
  const reason = judgeOsUser(user);
  if (reason === undefined) report('os-user-invalid', place, { user });
  else report('os-user-forbidden', place, { user, reason });
};

const explainPermissionSet: ExplainText = ({ value, place }, report) => {
  const isArn = value.startsWith('arn:');
  if (isRoleName(value)) report('protected-role', place, { value, key: 'name' });
  else report('permission-set-name', place, { name: value, isArn });
};

const explainPermissionSetArn: ExplainText = ({ value, place, expected }, report) => {
  if (isRoleName(value)) report('protected-role', place, { value, key: 'arn' });
  else report('value-malformed', place, { value, expected, suggestion: undefined });
};

function isRoleName(value: string): boolean {
  return /AWSReservedSSO_/i.test(value) || /^arn:[^:]*:iam::/.test(value);
}

const explainKmsKey: ExplainText = ({ value: key, place }, report) => {
  report('kms-key-invalid', place, { key, awsManaged: /(?:^|:)alias\/aws\//.test(key) });
};

const explainDocumentName: ExplainText = ({ value: name, place }, report) => {
  report('document-name-invalid', place, { name, role: undefined, hashed: false });
};

/** `eu-central1` lacks a hyphen only. */
const explainRegion: ExplainText = ({ value, place, expected }, report) => {
  const [, area, number] =
    /^([a-z]+-[a-z-]*[a-z])(\d{1,2})$/.exec(value.toLowerCase().replaceAll('_', '-')) ?? [];
  const suggestion = area === undefined ? undefined : `${area}-${number}`;
  report('value-malformed', place, { value, expected, suggestion });
};

/** A wrong brace says more than the form of the whole value. */
const explainPlaceValue: ExplainText = ({ value, place, expected }, report) => {
  if (!reportStrayBrace(value, place, report))
    report('value-malformed', place, { value, expected, suggestion: undefined });
};

const explanations: Readonly<Record<string, ExplainText>> = {
  osUser: explainOsUser,
  permissionSet: explainPermissionSet,
  'permissionSet.name': explainPermissionSet,
  'permissionSet.arn': explainPermissionSetArn,
  'session.kmsKey': explainKmsKey,
  'session.s3.bucket': explainPlaceValue,
  'session.cloudWatch.logGroup': explainPlaceValue,
  'documents.previous.[]': explainDocumentName,
  'regions.[]': explainRegion,
};
