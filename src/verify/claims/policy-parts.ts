/** Answers that a part of the policies gives, and that other questions and roles that are alike have in common. */
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import { type Answer, decide } from '../decide/decide.js';
import { type ClaimQuestion, shownKeys } from './claim.js';

/** What is known of questions by their ids. Questions of roles that are alike may share it. */
export type KnownAnswers = Map<string, Answer>;

const isIdentity = ({ kind }: CompiledPolicy) => kind === 'identity';

/**
 * Questions that are decided by a part of the policies, which other questions and roles that are alike have in common.
 * What the role's own policies deny, limits and service control policies need not deny again: they only take away. What its own
 * policies allow is denied by nothing but a Deny, or a limit, of what else is attached.
 */
export class PolicyParts {
  readonly #own: readonly CompiledPolicy[];
  readonly #administrator: CompiledPolicy;
  readonly #alike: KnownAnswers;
  readonly #added: KnownAnswers = new Map();
  readonly #places = new Map<string, number>();
  readonly #likenessUnder: (policies: readonly CompiledPolicy[]) => string | undefined;

  /** `own`: the policies of the role alone; the answers of its identity policies are shared. */
  constructor(
    own: readonly CompiledPolicy[],
    administrator: CompiledPolicy,
    alike: KnownAnswers,
    likeness: (policies: readonly CompiledPolicy[]) => string | undefined,
  ) {
    this.#own = own.filter(isIdentity);
    this.#administrator = administrator;
    this.#alike = alike;
    this.#likenessUnder = likeness;
  }

  /** The answer, where a part of the policies shows it. */
  closed({ question, set }: ClaimQuestion): Answer | undefined {
    const { find } = question;
    const among = find === 'denied' ? set.beside : '';
    const place = this.#places.get(`${find} ${among}`) ?? 0;
    this.#places.set(`${find} ${among}`, place + 1);
    const policies = find === 'allowed' ? set.policies.filter(isIdentity) : this.#own;
    const isNew = !this.#alike.has(`${find} ${place}`);
    const own = known(this.#alike, `${find} ${place}`, () =>
      decide({ ...question, policies }, { shown: shownKeys }),
    );
    if (own.kind !== 'none') return isNew && policies.length === set.policies.length ? own : undefined;
    if (find === 'allowed') return own;
    const added = set.policies.filter((policy) => !this.#own.includes(policy) && takesAway(policy, question));
    if (added.length === 0) return own;
    const isStart = question.model.action === 'ssm:StartSession';
    const isOfAll = isStart && added.every(({ kind }) => kind === 'service-control');
    const likeness = isOfAll ? this.#likenessUnder(added) : undefined;
    const id = [place, likeness, ...added.map(({ name }) => name)].join('\n');
    return none(
      known(likeness === undefined ? this.#added : this.#alike, id, () =>
        decide({ ...question, policies: [this.#administrator, ...added] }),
      ),
    );
  }
}

/** Counted once. */
function known(answers: KnownAnswers, id: string, make: () => Answer): Answer {
  const seen = answers.get(id);
  if (seen) return { ...seen, branches: 0 };
  const made = make();
  answers.set(id, made);
  return made;
}

const none = (answer: Answer) => (answer.kind === 'none' ? answer : undefined);

const takesAway = ({ limits, statementsFor }: CompiledPolicy, { model }: ClaimQuestion['question']) =>
  limits || statementsFor(model.action.toLowerCase()).denies.each.length > 0;
