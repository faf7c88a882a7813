/**
 * `report --format html`, for a security review: what `templates/html` is told of the proof and of the roles. Knows no sentence.
 */
import { inlinePolicyBytes } from '../../aws/limits.js';
import { type Facts, templates } from '../../compiled/html-templates.js';
import { pageScript, pageScriptHash, pageStyles, pageStylesHash } from '../../compiled/page.js';
import { outcomeText } from '../../diagnostics/catalog/proof-texts.js';
import { capitalized } from '../../diagnostics/catalog/quoted.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { type AccessRow, forwardingWords, nodeWords } from '../../facts/access-map.js';
import { sessionLines } from '../../facts/session-lines.js';
import { type Step, stepNames } from '../../mapping/step.js';
import { identityTrust } from '../access/access-page.js';
import { compiledScript, compiledStyle, jsonBlock, markup, renderHtml } from '../markup.js';
import { drawPicture } from '../picture/draw.js';
import { pictureTitle, pictureWords } from '../picture/svg.js';
import { matrixKinds, placeText, statementName, summaryOf } from '../proof/words.js';
import {
  type ProofReport,
  type ReportedViolation,
  type ReportFormat,
  violatedRoles,
} from '../report-input.js';
import { changeFacts } from './change-facts.js';
import { collectData } from './collect-data.js';
import { type PageData, pageDataId } from './page-data.js';

/** Only this style and this script; nothing is fetched from anywhere. */
const securityPolicy = `default-src 'none'; script-src '${pageScriptHash}'; style-src '${pageStylesHash}'; base-uri 'none'; form-action 'none'`;

/** More lines do not fit a sheet. */
const mostOnPaper = 50;

/** Throws a `Failure` where `against` is no earlier page. */
export const htmlReport: ReportFormat = (input) => {
  const { mapping, map, against, origin, proof: report, strict = false } = input;
  const { violations, unsupported, proof } = report;
  const data = collectData(input);
  return renderHtml(templates.page, {
    securityPolicy,
    mapping: data.mapping,
    style: compiledStyle(pageStyles),
    script: compiledScript(pageScript),
    data: jsonBlock(pageDataId, data),
    verdict: { ...verdictFacts(report, data, mapping.step, strict), origin },
    findings: [
      ...unsupported.map((problem) => findingFacts(problem, undefined)),
      ...violations.map((one, at) => findingFacts(one.finding, requestFacts(one, at))),
    ],
    comparison: against && changeFacts(against, data),
    picture: {
      ...drawPicture(map, violatedRoles(report)),
      isTall: map.rows.length > mostOnPaper,
      lines: map.rows.length,
      title: pictureTitle(map),
      description: pictureWords(map),
    },
    matrix: {
      users: [...new Set(data.roles.map(({ osUser }) => osUser))].sort(),
      besides: data.besides.map((name, index) => ({ index, name })),
      kinds: matrixKinds(report),
    },
    trust: [...identityTrust(mapping), ...proof.limits.map(({ text }) => text)],
    roles: map.rows.map(roleFacts),
  });
};

function verdictFacts(
  report: ProofReport,
  data: PageData,
  step: Step,
  strict: boolean,
): Omit<Facts['verdict'], 'origin'> {
  const { verdict, scope } = summaryOf(report, strict);
  const [headline = '', ...rest] = verdict.split(': ');
  const { holds, mapping, roles, outcomes } = data;
  return {
    ...{ holds, mapping, headline, scope, step },
    lead: rest.join(': '),
    hasUserNotFixed: outcomes.some(({ kind }) => kind === 'open'),
    steps: stepNames.map((name) => ({ name, isCurrent: name === data.rollout })),
    roleCount: roles.length,
    rolesWithExceptions: roles.filter(({ principalTag }) => principalTag !== 'forbid').length,
    rolesWithoutTheTag: roles.filter(({ principalTag }) => principalTag !== 'ignore').length,
    accounts: shortened(data.accounts),
    regions: shortened(data.regions),
  };
}

const mostListed = 6;

function shortened(names: readonly string[]): Facts['list'] {
  return { first: names.slice(0, mostListed).join(', '), more: Math.max(0, names.length - mostListed) };
}

function findingFacts(
  { code, severity, summary, detail, remedy, ...where }: Diagnostic,
  request: Facts['finding']['request'],
): Facts['finding'] {
  return { code, severity, summary, detail, remedy, place: placeText(where), request };
}

function requestFacts(
  { violation, statements }: ReportedViolation,
  index: number,
): Facts['finding']['request'] {
  const { request, expected, actual, beside } = violation;
  const decided = statements.map(({ ref }) => `${statementName(ref)} of ${ref.policy}`);
  return {
    action: request.action,
    words: request.words,
    resources: request.resources.map(({ arn }) => arn).join(', '),
    beside,
    expected: typeof expected === 'string' ? expected : `allowed, as ${expected.user}`,
    result: actual.kind === 'user' ? `allowed, as ${actual.user}` : outcomeText(actual),
    decidedBy: decided.length === 0 ? 'no statement' : decided.join(', '),
    index,
  };
}

/** The page escapes names and marks none of them. */
const wording = {
  text: markup,
  code: (name: string) => markup`${name}`,
  strong: (words: string) => markup`${words}`,
};

function roleFacts(row: AccessRow, index: number): Facts['role'] {
  return {
    ...row,
    index,
    nodeWords: nodeWords(row.nodes),
    forwarding: forwardingWords(row),
    policyLimit: inlinePolicyBytes,
    session: [...sessionLines(row.session, wording)].map(([heading, entry]) => ({
      heading: capitalized(heading),
      entry,
    })),
    refused: row.refused.join(', '),
  };
}
