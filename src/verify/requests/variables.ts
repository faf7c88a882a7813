/**
 * What is open in the requests of one space, as variables with the values that AWS may send. A variable is made when it is first
 * used. Places that always have the same value use the same variable.
 */
import { shapes, type Term, type Variable, variable } from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';
import type { Subject } from '../scenarios/subject.js';

type More = Partial<Omit<Variable, 'name' | 'shape'>>;

export interface RequestVariables {
  readonly known: (name: string, shape: TextShape, more?: More) => Variable;
  /** The value of a key that may be absent. */
  readonly free: (name: string, shape: TextShape, more?: More) => Term;
  readonly account: () => Variable;
  readonly region: () => Variable;
  readonly documentName: () => Variable;
  /** The account of what need not be in the caller's own. */
  readonly accountOf: (resource: string) => Variable;
}

export function requestVariables(subject: Subject): RequestVariables {
  const { mapping, home, stranger } = subject;
  const { accounts, regions } = mapping;
  const variables = new Map<string, Variable>();
  const known: RequestVariables['known'] = (name, shape, more) => {
    const found = variables.get(name) ?? variable(name, shape, more);
    variables.set(name, found);
    return found;
  };
  return {
    known,
    free: (name, shape, more) => [known(name, shape, { optional: true, ...more })],
    account: () =>
      known("the caller's account", shapes.account, {
        notable: [home.account, ...accounts],
        stated: accounts.length > 0,
      }),
    region: () =>
      known('the Region', shapes.region, { notable: [home.region, ...regions], stated: regions.length > 0 }),
    documentName: () =>
      variables.get('the document') ??
      known('the document', shapes.documentName, { notable: documentNames(subject) }),
    accountOf: (resource) =>
      known(`the account of the ${resource}`, shapes.account, {
        notable: [home.account, stranger, ...accounts],
      }),
  };
}

/** Names that people know: other roles', older ones, AWS's. */
function documentNames({ role, neighbour, otherTunnels, mapping }: Subject): string[] {
  const tunnels = role.tunnels.map(({ document }) => document.name);
  return [
    ...otherTunnels.slice(0, 1).map(({ document }) => document.name),
    ...tunnels.slice(0, 1).flatMap((name) => [name, `${name}2`]),
    ...(neighbour ? [neighbour.document.name] : []),
    ...mapping.documents.previous.map(({ name }) => name),
    'SSM-SessionManagerRunShell',
    role.document.name,
    `${role.document.name}2`,
  ];
}
