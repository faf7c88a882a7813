/** Findings of the proof: requests that come out other than promised, and policies that cannot be held to anything. */
import { error, warning } from './entry.js';
import { type OutcomeData, outcomeText, type PolicyProblemReason, policyProblemText } from './proof-texts.js';
import { listed, quoted } from './quoted.js';

/**
 * Whose statement decided: the generator's, a merge file's, a policy's that was handed in; `nobody` where none did, `limits`
 * where that may be for a permissions boundary or a service control policy that lists what it allows.
 */
type Owner = 'ours' | 'merged' | 'attached' | 'administrator' | 'service-control' | 'limits' | 'nobody';

export interface ProofArguments {
  /** The roles that it holds of, at least one. */
  readonly roles: readonly string[];
  /** The request, completing "a session by …" or naming the action. */
  readonly request: string;
  /** What else is attached; `nothing` where nothing is. */
  readonly beside: string;
  /** What the request comes to: a Linux user, `denied`, or `allowed (…)`. */
  readonly actual: OutcomeData;
  /** The deciding statements in words; empty where none decided. */
  readonly statements: string;
  readonly owner: Owner;
  /** What leaves the decision open, such as `aws:SourceIp`; empty where nothing does. */
  readonly doubts: string;
  /** How many requests fail alike, this one included. */
  readonly alike: number;
}

const whose = ({ roles }: ProofArguments) => `Role${roles.length === 1 ? '' : 's'} ${listed(roles)}`;
const beside = (args: ProofArguments) => (args.beside === 'nothing' ? '' : ` beside ${args.beside}`);
const inDoubt = 'In doubt';
const by = ({ statements, alike }: ProofArguments, verb: string) => {
  const decided =
    statements === '' ? 'No statement allows it.' : `${verb}${verb === inDoubt ? ':' : ' by'} ${statements}.`;
  return alike === 1 ? decided : `${decided} ${alike.toLocaleString('en-US')} requests have the same result.`;
};

const defect =
  'Report this as a fault of ssm-runas-gen: the generated policies must also hold if other policies are attached.';

/** What to do about a right that a generated statement gives, or somebody else's. */
function closing({ owner }: ProofArguments): string {
  switch (owner) {
    case 'merged':
      return 'Narrow the statement in the merge file.';
    case 'attached':
      return 'Narrow that policy, or detach it from the permission set.';
    case 'administrator':
      return 'Turn the guardrail on again, or do not give AdministratorAccess to this permission set.';
    case 'service-control':
    case 'limits':
    case 'nobody':
    case 'ours':
      return defect;
  }
}

function opening({ owner }: ProofArguments): string {
  switch (owner) {
    case 'merged':
      return 'Take what the role needs out of the Deny in the merge file.';
    case 'attached':
      return 'Take what the role needs out of the Deny in that policy, or detach it.';
    case 'service-control':
      return 'Take what the role needs out of the service control policy.';
    case 'limits':
      return 'Allow it in the permissions boundary, and in each service control policy that has Allow statements.';
    case 'administrator':
    case 'nobody':
    case 'ours':
      return defect;
  }
}

export const proofEntries = {
  'proof-opens': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: a session by ${args.request} is allowed${beside(args)}`,
    detail: `It must be denied; its Linux user would be ${outcomeText(args.actual)}. ${by(args, 'Allowed')}`,
    remedy: closing(args),
  })),
  'proof-one-lock': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: the generated Allow statements permit ${args.request}`,
    detail: `Only a Deny prevents it. ${by(args, 'Granted')}`,
    remedy: defect,
  })),
  'proof-way-around': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} is allowed${beside(args)}`,
    detail: `It must be denied: it leads to another Linux user without a session by the role's document. ${by(args, 'Allowed')}`,
    remedy: closing(args),
  })),
  'proof-in-doubt': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} may be allowed${beside(args)}`,
    detail: `It must be denied, but that depends on ${args.doubts}. ${by(args, inDoubt)}`,
    remedy: `Write the statement so that it leaves no doubt. ${closing(args)}`,
  })),
  'proof-locks-out': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} is denied${beside(args)}`,
    detail: `It must be allowed, or the role is of no use. ${by(args, 'Denied')}`,
    remedy: opening(args),
  })),
  'proof-may-lock-out': warning<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} may be denied${beside(args)}`,
    detail: `That depends on ${args.doubts}. ${by(args, inDoubt)}`,
    remedy: 'Check that the people of the role meet the condition.',
  })),
  'proof-not-decided': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: whether ${args.request} can come out wrong${beside(args)} is not decided`,
    detail: `There are too many cases of ${args.doubts}.`,
    remedy: 'Write the conditions on it with fewer wildcards, or leave the policy out of the proof.',
  })),
  'proof-wrong-user': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} yields ${outcomeText(args.actual)}`,
    detail: 'Without a tag the document decides, and it names another Linux user than the mapping.',
    remedy: defect,
  })),
  'proof-tag-decides': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} yields ${outcomeText(args.actual)}`,
    detail:
      'In `enforce` the permission set decides the Linux user. With `principalTag: ignore`, the tag decides for a person who still has it.',
    remedy: 'Leave `principalTag` out, or set it to `forbid` or `match`.',
  })),
  'proof-costs-more': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request} is denied${beside(args)}`,
    detail: `Guardrails must not remove this right from people who have it through another policy. ${by(args, 'Denied')}`,
    remedy: defect,
  })),
  'proof-outsider': error<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request}`,
    detail:
      args.actual.kind === 'allowed'
        ? 'None of the service control policies given with --scp denies it.'
        : `The session would be one of ${outcomeText(args.actual)}. None of the service control policies given with --scp denies it.`,
    remedy: 'Attach `identity-center/scp.json`, and hand it to the proof with `--scp`.',
  })),
  'proof-exempt': warning<ProofArguments>((args) => ({
    summary: `${whose(args)}: ${args.request}`,
    detail: `The service control policies make an exception for ${args.doubts}. They keep out everybody else.`,
    remedy:
      'Take the exception out of the service control policy, or list who deploys in `documents.deployedBy`. If it is meant, accept the warning: `accept: [{ code: proof-exempt, reason: "…" }]`.',
  })),
  'proof-policy-unknown': error<{ policy: string; reason: PolicyProblemReason; subject: string }>(
    ({ policy, reason, subject }) => ({
      summary: `${policy}: ${policyProblemText(reason, subject)}`,
      detail: '`prove` refuses a policy that it cannot evaluate with certainty. It does not guess.',
      remedy:
        'Check that this is the right file. If it is, write the statement in another way; `docs/proof.md` lists what is supported.',
    }),
  ),
  'proof-file-unreadable': error<{ file: string; reason: string }>(({ file, reason }) => ({
    summary: `${quoted(file)} cannot be read`,
    detail: `The system says ${reason}.`,
    remedy: 'Correct the path behind `--with-policy`, `--boundary`, `--scp` or `--against`.',
  })),
};
