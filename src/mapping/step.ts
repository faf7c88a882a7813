/**
 * The steps of the cut-over, and what each of them means, as named facts. No other file compares the name of a step: a
 * step that is added or changed is added or changed here.
 */
/** In order. */
export const stepNames = ['prepare', 'switch', 'enforce'] as const;

export type StepName = (typeof stepNames)[number];

/** What the policies do with a session whose principal has the tag: deny it; deny it unless it names the role's user. */
export type PrincipalTagRule = 'forbid' | 'match' | 'ignore';

export interface Step {
  readonly name: StepName;
  /** Counted from 1. */
  readonly number: number;
  /** Whether the policies deny everything but the role's own document on its own nodes. Before, they only add rights. */
  readonly deniesOtherDocuments: boolean;
  /** The attribute `SSMSessionRunAs` for access control: not touched yet, removed by this step, or removed before it. */
  readonly attribute: 'stays' | 'goes' | 'gone';
  /**
   * Whether `defaultDocument: lock` takes effect. Not before the policies shut the default document to every mapped permission set:
   * what an earlier step opens would otherwise open no session.
   */
  readonly locksDefaultDocument: boolean;
  /** Whether a tag that is still on a principal is a fault, for which nothing comes after this step. */
  readonly expectsNoTag: boolean;
  /** What the policies do with a tag that is still there, unless the mapping states `principalTag`. */
  readonly principalTag: PrincipalTagRule;
}

const steps: Readonly<Record<StepName, Step>> = {
  prepare: {
    name: 'prepare',
    number: 1,
    deniesOtherDocuments: false,
    attribute: 'stays',
    locksDefaultDocument: false,
    expectsNoTag: false,
    principalTag: 'ignore',
  },
  switch: {
    name: 'switch',
    number: 2,
    deniesOtherDocuments: true,
    attribute: 'goes',
    locksDefaultDocument: true,
    expectsNoTag: false,
    principalTag: 'ignore',
  },
  enforce: {
    name: 'enforce',
    number: 3,
    deniesOtherDocuments: true,
    attribute: 'gone',
    locksDefaultDocument: true,
    expectsNoTag: true,
    principalTag: 'forbid',
  },
};

export function stepNamed(name: StepName): Step {
  return steps[name];
}

/** What a role says of the sessions that its people had before the cut-over. */
interface PeopleBefore {
  readonly permissionSet: { readonly kind: 'named' | 'arn' | 'created' };
  readonly sessionsBefore: boolean | undefined;
}

/**
 * Whether the role's people may start the default document in this step: as long as the policies deny nothing, so that
 * nobody loses sessions, and only if these people may have had some. A permission set that the module creates had none.
 */
export function opensDefaultDocument(step: Step, { permissionSet, sessionsBefore }: PeopleBefore): boolean {
  return !step.deniesOtherDocuments && permissionSet.kind !== 'created' && sessionsBefore !== false;
}
