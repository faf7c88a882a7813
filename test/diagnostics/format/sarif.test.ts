/** SARIF that the official schema accepts, with rules from the catalog and fingerprints that outlive moved lines. */

import officialSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/diagnostics/catalog/index.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import type { Findings } from '../../../src/diagnostics/format/format.js';
import { pageOf } from '../../../src/diagnostics/format/page.js';
import { sarifFormat } from '../../../src/diagnostics/format/sarif.js';
import { marked } from './source.js';

const isValid = (() => {
  // A draft-04 schema that uses nothing that later drafts changed but the name of its id.
  const { $schema: _, id, ...schema } = officialSchema;
  const isUri = (text: string) => URL.canParse(text);
  const formats = { uri: isUri, 'uri-reference': isUriReference, 'date-time': true as const };
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats });
  return ajv.compile({ $id: id, ...schema });
})();

function isUriReference(text: string): boolean {
  return /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-F]{2})*$/.test(text);
}

function logOf(findings: Findings) {
  const log = JSON.parse(sarifFormat(findings, { colour: false, columns: 80 }));
  expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  return log;
}

function fingerprintsOf(findings: Findings): string[] {
  return logOf(findings).runs[0].results.map(
    (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['ssmRunasGen/v1'],
  );
}

function foundIn(findings: Findings): Diagnostic {
  const [found] = findings.diagnostics;
  if (!found) throw new Error('no finding');
  return found;
}

it('has the shape of SARIF 2.1.0', () => {
  const [run] = logOf(marked('roles:\n  admin: «"x"»\n')).runs;
  const { partialFingerprints, ...result } = run.results[0];
  expect(result).toEqual({
    ruleId: 'os-user-invalid',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'Not a Linux user name. The agent hands it to a shell. Write another one.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'ssm-runas.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 13 },
        },
        logicalLocations: [{ fullyQualifiedName: 'roles.admin.osUser' }],
      },
    ],
  });
  expect(partialFingerprints['ssmRunasGen/v1']).toMatch(/^[0-9a-f]{32}:1$/);
});

it('every code is a valid rule with help, its severity and its source', () => {
  const found = foundIn(marked('«a»'));
  const codes = Object.keys(catalog).sort();
  const diagnostics = codes.toReversed().map((code) => ({ ...found, code }));
  const [run] = logOf({ diagnostics, bytesOf: () => undefined }).runs;
  const { rules } = run.tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(codes);
  for (const { id, help, helpUri, fullDescription, defaultConfiguration } of rules) {
    const { severity } = catalog[id as keyof typeof catalog];
    const page = pageOf(id as keyof typeof catalog);
    expect(fullDescription.text).toBe(page.why);
    expect(help.text).toContain(`${id} (${severity})`);
    expect(help.markdown).toContain(page.source);
    expect(helpUri).toBe(page.source.startsWith('http') ? page.source : undefined);
    expect(defaultConfiguration.level).toBe(severity);
  }
  for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex].id).toBe(ruleId);
});

describe('paths', () => {
  const cases: readonly [file: string, location: object][] = [
    ['a b/ü:%.yaml', { uri: 'a%20b/%C3%BC%3A%25.yaml', uriBaseId: '%SRCROOT%' }],
    ['../team.yaml', { uri: '../team.yaml', uriBaseId: '%SRCROOT%' }],
    ['<stdin>', { uri: '%3Cstdin%3E', uriBaseId: '%SRCROOT%' }],
    ['/srv/team.yaml', { uri: 'file:///srv/team.yaml' }],
  ];

  it.each(cases)('%s', (file, location) => {
    const [{ locations }] = logOf(marked('«a»', { file })).runs[0].results;
    expect(locations[0].physicalLocation.artifactLocation).toEqual(location);
  });

  it('are absent where there is no file', () => {
    const { file: _file, range: _range, path: _path, ...bare } = foundIn(marked('«a»'));
    const [result] = logOf({ diagnostics: [bare], bytesOf: () => undefined }).runs[0].results;
    expect(result).not.toHaveProperty('locations');
  });
});

describe('fingerprints', () => {
  it('stay while lines come and go, with and without a place in the mapping', () => {
    const withoutPath = (text: string): Findings => {
      const { diagnostics, bytesOf } = marked(text);
      return { diagnostics: diagnostics.map(({ path: _, ...found }) => found), bytesOf };
    };
    for (const findings of [marked, withoutPath]) {
      expect(fingerprintsOf(findings('# new\n# lines\na: «b»\n'))).toEqual(
        fingerprintsOf(findings('a: «b»\n')),
      );
    }
  });

  it('tell codes, files, places and equal findings apart', () => {
    const findings = marked('«a»');
    const found = foundIn(findings);
    const diagnostics: Diagnostic[] = [
      found,
      found,
      { ...found, code: 'os-user-long' },
      { ...found, file: 'other.yaml' },
      { ...found, path: ['roles', 'dev', 'osUser'] },
    ];
    const all = fingerprintsOf({ ...findings, diagnostics });
    expect(new Set(all).size).toBe(diagnostics.length);
  });
});

it('is a valid log of nothing', () => {
  expect(logOf({ diagnostics: [], bytesOf: () => undefined }).runs[0].results).toEqual([]);
});
