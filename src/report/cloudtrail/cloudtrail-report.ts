/**
 * The audit as one Markdown text: for people under headings, for machines in fenced blocks with a name each
 * (`name=FINDING.lake.1`). Only spelling of Markdown here; what is looked for stands in `queries.ts` and `patterns.ts`.
 */
import { code } from '../../markdown/strings.js';
import type { ReportInput } from '../report-input.js';
import { auditFacts } from './audit-facts.js';
import { athena, lake } from './dialect.js';
import { hasWildcard, patternText } from './event-pattern.js';
import { type FindingName, findingNames, findings } from './findings.js';
import { patterns } from './patterns.js';
import { queryTexts } from './queries.js';

interface Block {
  readonly language: 'sql' | 'json';
  readonly name: string;
  readonly text: string;
}

export function cloudTrailReport({ mapping }: ReportInput): string {
  const facts = auditFacts(mapping);
  const rules = findingNames.map((finding) => [finding, patterns[finding](facts)] as const);
  const withWildcard = rules.flatMap(([, some]) => some.filter(hasWildcard)).length;
  const sections = [
    '# CloudTrail audit',
    `Made by \`ssm-runas-gen report --format cloudtrail\` from ${code(mapping.fileName)}, which is at \`rollout: ${mapping.step.name}\`. Replace \`EVENT_DATA_STORE_ID\` by yours and \`cloudtrail_logs\` by your table. The queries look back seven days. ${wildcardRules(withWildcard)}`,
    ...(mapping.step.deniesOtherDocuments
      ? []
      : [
          "In `prepare` everybody may still use the default document, so sessions without a role's document are no fault yet.",
        ]),
    ...rules.flatMap(([finding, some]) => [
      `## ${findings[finding].title}`,
      findings[finding].hit,
      ...(finding === 'document-changed' && facts.deployedBy.length === 0
        ? ['`documents.deployedBy` is unstated: changes by the pipeline are listed too.']
        : []),
      ...[lake, athena].flatMap((dialect) => [
        `### ${dialect.title}`,
        ...numbered(finding, dialect.name, 'sql', queryTexts(finding, facts, dialect)),
      ]),
      '### EventBridge',
      ...numbered(finding, 'events', 'json', some.map(patternText)),
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function wildcardRules(count: number): string {
  return `${count} of the event patterns ${count === 1 ? 'has a wildcard' : 'have wildcards'}; an event bus takes 30 such rules.`;
}

function numbered(
  finding: FindingName,
  kind: string,
  language: Block['language'],
  texts: readonly string[],
): readonly string[] {
  return texts.map((text, at) => block({ language, name: `${finding}.${kind}.${at + 1}`, text }));
}

/** The fence is longer than any run of backticks inside. */
function block({ language, name, text }: Block): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language} name=${name}\n${text}\n${fence}`;
}
