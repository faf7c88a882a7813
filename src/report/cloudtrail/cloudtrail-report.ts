/**
 * The audit as one Markdown text: what `templates/audit` is told. Each query and pattern is a block of code with a name
 * (`name=FINDING.lake.1`); what is looked for is in `queries.ts` and `patterns.ts`.
 */
import { templates } from '../../compiled/audit-templates.js';
import { fenced, type Markdown } from '../../markdown/markdown.js';
import { renderTemplate } from '../../markdown/templates.js';
import type { ReportInput } from '../report-input.js';
import { type AuditFacts, auditFacts, type FindingName, findingNames } from './audit-facts.js';
import { athena, lake } from './dialect.js';
import { hasWildcard, patternText } from './event-pattern.js';
import { patterns } from './patterns.js';
import { queryTexts } from './queries.js';

export function cloudTrailReport({ mapping, origin }: ReportInput): string {
  const facts = auditFacts(mapping);
  const wildcardRules = findingNames.flatMap((finding) =>
    patterns[finding](facts).filter(hasWildcard),
  ).length;
  const page = renderTemplate(templates.audit, {
    mappingName: mapping.fileName,
    origin,
    step: mapping.step,
    wildcardRules,
    isOneWildcardRule: wildcardRules === 1,
    deployersAreKnown: facts.deployedBy.length > 0,
    otherDocument: blocksOf('other-document', facts),
    foreignCaller: blocksOf('foreign-caller', facts),
    lingeringTag: blocksOf('lingering-tag', facts),
    wayAround: blocksOf('way-around', facts),
    documentChanged: blocksOf('document-changed', facts),
    stackSetsDeploy: facts.stackSetRoles.length > 0,
    stackSetChanged: blocksOf('stack-set-changed', facts),
    attributesChanged: blocksOf('attributes-changed', facts),
    policyChanged: blocksOf('policy-changed', facts),
    denied: blocksOf('denied', facts),
    portForwarding: blocksOf('port-forwarding', facts),
    keepsPortForwarding: facts.roles.some(
      ({ tunnels, awsDocuments }) => tunnels.length + awsDocuments.length > 0,
    ),
  });
  return `${page.toString()}\n`;
}

function blocksOf(finding: FindingName, facts: AuditFacts) {
  const blocks = (kind: string, language: 'sql' | 'json', texts: readonly string[]): readonly Markdown[] =>
    texts.map((text, at) => fenced(`${language} name=${finding}.${kind}.${at + 1}`, text));
  return {
    lake: blocks('lake', 'sql', queryTexts(finding, facts, lake)),
    athena: blocks('athena', 'sql', queryTexts(finding, facts, athena)),
    events: blocks('events', 'json', patterns[finding](facts).map(patternText)),
  };
}
