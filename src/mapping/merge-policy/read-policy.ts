/**
 * From a JSON tree to a policy document of the one kind that can be merged: an identity policy.
 * Knows IAM's grammar (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html), not what a policy allows.
 */
import type { PolicyDocument, Statement } from '../../iam/policy.js';
import { nodeAt, type SourceMap, type SourceNode } from '../read/source-tree.js';
import type { ReportProblem } from '../read/syntax-problem.js';
import { type Refuse, readCondition, readTexts, usesVariables } from './policy-values.js';
import { checkSids } from './sids.js';

const policyKeys = ['Version', 'Id', 'Statement'];
const statementKeys = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** The policy; what it holds is complete only if nothing was reported. */
export function readPolicy(root: SourceNode, report: ReportProblem): PolicyDocument | undefined {
  const refuse: Refuse = (node, problem) => report('merge-file-no-policy', node.start, node.end, { problem });
  if (root.kind !== 'map') {
    refuse(root, 'the file holds no object');
    return undefined;
  }
  refuseUnknownKeys(root, policyKeys, 'a policy', refuse);
  const statements = statementsOf(root, refuse);
  checkSids(statements, report);
  const version = versionOf(root, statements, report, refuse);
  const id = nodeAt(root, ['Id']);
  const Id = id?.kind === 'scalar' && typeof id.value === 'string' ? id.value : undefined;
  if (id && Id === undefined) refuse(id, '`Id` is not text');
  return {
    Version: version,
    ...(Id !== undefined && { Id }),
    Statement: statements.map((statement) => readStatement(statement, refuse)),
  };
}

function statementsOf(root: SourceMap, refuse: Refuse): SourceMap[] {
  const given = nodeAt(root, ['Statement']);
  if (given === undefined) {
    refuse(root, 'it has no `Statement`');
    return [];
  }
  const list = given.kind === 'list' ? given.items : [given];
  if (list.length === 0) refuse(given, '`Statement` is empty');
  return list.filter((statement): statement is SourceMap => {
    if (statement.kind !== 'map') refuse(statement, 'a statement is not an object');
    return statement.kind === 'map';
  });
}

/** A missing version counts as 2008-10-17, in which `${` is plain text. */
function versionOf(
  root: SourceMap,
  statements: readonly SourceMap[],
  report: ReportProblem,
  refuse: Refuse,
): PolicyDocument['Version'] {
  const node = nodeAt(root, ['Version']);
  const version = node?.kind === 'scalar' ? node.value : undefined;
  if (version === '2012-10-17') return version;
  if (node && version !== '2008-10-17')
    refuse(node, 'its `Version` is neither "2012-10-17" nor "2008-10-17"');
  else if (statements.some(usesVariables)) {
    const { start, end } = node ?? { start: root.start, end: root.start + 1 };
    report('merge-file-version', start, end, { version: node && '2008-10-17' });
  }
  return '2008-10-17';
}

function readStatement(statement: SourceMap, refuse: Refuse): Statement {
  refuseUnknownKeys(statement, statementKeys, 'a statement of an identity policy', refuse);
  const sid = nodeAt(statement, ['Sid']);
  const condition = nodeAt(statement, ['Condition']);
  return {
    ...(sid?.kind === 'scalar' && { Sid: String(sid.value) }),
    Effect: effectOf(statement, refuse),
    ...oneOf(statement, 'Action', 'NotAction', refuse),
    ...oneOf(statement, 'Resource', 'NotResource', refuse),
    ...(condition && { Condition: readCondition(condition, refuse) }),
  };
}

function effectOf(statement: SourceMap, refuse: Refuse): Statement['Effect'] {
  const node = nodeAt(statement, ['Effect']);
  if (node?.kind === 'scalar' && (node.value === 'Allow' || node.value === 'Deny')) return node.value;
  if (node) refuse(node, '`Effect` is neither "Allow" nor "Deny"');
  else refuse(statement, 'a statement has no `Effect`');
  return 'Deny';
}

/** Exactly one of an element and its negation. */
function oneOf(
  statement: SourceMap,
  name: 'Action' | 'Resource',
  negated: 'NotAction' | 'NotResource',
  refuse: Refuse,
): Partial<Statement> {
  const node = nodeAt(statement, [name]);
  const negation = nodeAt(statement, [negated]);
  if (node && negation) refuse(negation, `a statement has both \`${name}\` and \`${negated}\``);
  if (node) return { [name]: readTexts(node, name, refuse) };
  if (negation) return { [negated]: readTexts(negation, negated, refuse) };
  refuse(statement, `a statement has neither \`${name}\` nor \`${negated}\``);
  return {};
}

function refuseUnknownKeys(map: SourceMap, known: readonly string[], what: string, refuse: Refuse): void {
  for (const [key, entry] of map.entries) {
    if (known.includes(key)) continue;
    const isPrincipal = key === 'Principal' || key === 'NotPrincipal';
    refuse(
      entry.key,
      isPrincipal
        ? `\`${key}\` belongs to resource policies`
        : `${what} has no element ${JSON.stringify(key)}`,
    );
  }
}
