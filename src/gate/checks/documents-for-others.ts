/**
 * The inline policy of a permission set that the mapping does not have must not name a document of the mapping: its people would become
 * the document's Linux user. What allows all documents, such as `AdministratorAccess`, is left to the service control policies.
 */
import { globOf, matchesGlob } from '../../iam/glob.js';
import type { GateCheck, GateContext } from '../check.js';
import { isGenerated, plannedPolicy, startedIn } from '../plan-reading.js';

export const documentsForOthers: GateCheck = (context) => {
  for (const { change, permissionSet, expected, after } of context.view.policies) {
    if (expected || permissionSet.kind === 'unknown' || change.action === 'forget') continue;
    const policy = plannedPolicy(after);
    // One of another mapping, whose statements say together what its people may start; its own gate judges it.
    const documents = policy && !isGenerated(policy) ? documentsNamed(context, startedIn(policy)) : [];
    if (documents.length === 0) continue;
    const shown = permissionSet.kind === 'named' ? permissionSet.name : permissionSet.arn;
    context.report('gate-document-for-others', { address: change.address, permissionSet: shown, documents });
  }
};

/** Those that a resource of the policy names, also by a pattern. Another mapping may have the same names in other accounts or Regions. */
function documentsNamed(
  { mapping: { accounts, regions }, expected }: GateContext,
  resources: readonly string[],
): readonly string[] {
  const patterns = resources.flatMap((resource) => {
    const [, region = '', account = '', name = ''] =
      /^arn:[^:]*:ssm:([^:]*):([^:]*):document\/(.+)$/.exec(resource) ?? [];
    return reaches(region, regions) && reaches(account, accounts) && /[^*?]/.test(name) ? [name] : [];
  });
  return [...expected.documents].filter((name) => patterns.some((pattern) => isLike(pattern, name)));
}

/** A mapping that lists none is for all of them. */
function reaches(pattern: string, listed: readonly string[]): boolean {
  return listed.length === 0 || listed.some((one) => isLike(pattern, one));
}

function isLike(pattern: string, text: string): boolean {
  return matchesGlob(globOf(pattern), text);
}
