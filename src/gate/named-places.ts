/**
 * Which accounts and Regions the statements of a policy can tell apart: they decide alike in all others. Reads more names out
 * of a statement than it has, never fewer. Knows no mapping.
 */
import { many, type Statement } from '../iam/policy.js';

export interface NamedPlaces {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Whether a policy may decide on an account or Region otherwise than on those that it does not name. */
  readonly tellsApart: (name: string) => boolean;
}

const accountId = /^\d{12}$/;
const regionName = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** `placeKeys` are the condition keys, in lower case, that have another value in another place. */
export function namedPlaces(statements: readonly Statement[], placeKeys: ReadonlySet<string>): NamedPlaces {
  const resources = statements.flatMap(({ Resource = [], NotResource = [] }) => [
    ...many(Resource),
    ...many(NotResource),
  ]);
  const conditions = statements.flatMap(conditionsOf).filter(({ key, values }) => {
    const keys = [key, ...values.flatMap(variablesIn)];
    return keys.some((one) => placeKeys.has(one)) && !isSameAccount(key, values);
  });
  // The texts between colons: in an ARN an account or Region is a field, and a condition value is one by itself.
  const texts = [...resources, ...conditions.flatMap(({ values }) => values)];
  const fields = new Set(texts.flatMap((text) => text.toLowerCase().split(':')));
  const patterns = [...fields].filter((field) => /[*?]/.test(field));
  const fragments = patterns.flatMap((pattern) => pattern.split('*')).filter((fragment) => fragment !== '');
  // A question mark may tell names apart by their length, a number by its size, a variable by whatever it stands for. Dates
  // do not: for an instant accounts are too long.
  const tellsAll =
    patterns.some((pattern) => pattern.includes('?')) ||
    conditions.some(({ operator }) => /numeric/i.test(operator)) ||
    conditions.some(({ values }) => values.some((value) => value.includes('${'))) ||
    resources.flatMap(variablesIn).some((key) => placeKeys.has(key));
  return {
    accounts: [...fields].filter((field) => accountId.test(field)),
    regions: [...fields].filter((field) => regionName.test(field)),
    tellsApart: (name) =>
      tellsAll || fields.has(name) || fragments.some((fragment) => name.includes(fragment)),
  };
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

function conditionsOf({ Condition = {} }: Statement): readonly Condition[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: many(values) })),
  );
}

/** The keys, in lower case; a default may follow after a comma. */
function variablesIn(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(/\$\{([^},]*)/g)].map(([, key = '']) => key);
}

const accountKeys: readonly string[] = ['aws:principalaccount', 'aws:resourceaccount'];

/** The caller's account and that of what is asked for are the same one, whichever it is. */
function isSameAccount(key: string, values: readonly string[]): boolean {
  return (
    accountKeys.includes(key) &&
    values.every((value) => accountKeys.some((one) => value.toLowerCase() === `\${${one}}`))
  );
}
