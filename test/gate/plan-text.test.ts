/** What pipelines hand over instead of the JSON of a plan: each is recognised, and the remedy is the one that helps there. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { gateReportInto } from '../../src/gate/gate-report.js';
import { parsePlan } from '../../src/gate/terraform-plan.js';
import { foreignText, largestForeignText } from '../../src/source/foreign-text.js';
import { readCase } from './plan-case.js';

const { plan } = readCase('switch');
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

function findingOf(bytes: Uint8Array): Diagnostic | undefined {
  const found: Diagnostic[] = [];
  const parsed = parsePlan(foreignText(bytes), gateReportInto(found, 'plan.json'));
  expect(parsed === undefined).toBe(found.length > 0);
  return found[0];
}

describe('a plan', () => {
  it('is read with a byte order mark and with CRLF', () => {
    expect(findingOf(utf8(plan))).toBeUndefined();
    expect(findingOf(utf8(`\ufeff${plan}\r\n`))).toBeUndefined();
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['nothing', utf8(' \n'), 'it is empty', /error message/],
    ['UTF-16 of PowerShell', utf16(`\ufeff${plan}`), 'it is UTF-16', /Out-File -Encoding utf8/],
    ['UTF-16 without a mark', utf16(plan), 'it is UTF-16', /Out-File -Encoding utf8/],
    ['big-endian UTF-16', utf16(`\ufeff${plan}`).swap16(), 'it is UTF-16', /Out-File -Encoding utf8/],
    ['the saved plan', utf8('PK\u0003\u0004\u0014\0\b\0'), 'it is the saved plan itself', /show -json FILE/],
    ['Latin-1', Buffer.from('{"a":"\xe9"}', 'latin1'), 'it is not UTF-8', /unchanged, as UTF-8/],
    [
      'the wrapper of setup-terraform',
      utf8(`[command]/opt/terraform-bin show -json p\n${plan}\n`),
      'lines of a wrapper',
      /terraform_wrapper: false/,
    ],
    [
      'its lines behind the plan',
      utf8(`${plan}\n::debug::Terraform exited with code 0.\n`),
      'lines of a wrapper',
      /terraform_wrapper: false/,
    ],
    [
      'the log of Terragrunt',
      utf8(`12:00:00.000 STDOUT terraform: ${plan}`),
      'those of a log',
      /--log-disable/,
    ],
    [
      'the log of plan -json',
      utf8('{"@level":"info","type":"version"}\n{"@level":"info"}\n'),
      'the log of `plan -json`',
      /Do not use `plan -json`/,
    ],
    [
      'one line of it',
      utf8('{"@level":"info","type":"version"}'),
      'the log of `plan -json`',
      /Do not use `plan -json`/,
    ],
    [
      'what people read',
      utf8('Terraform will perform the following actions:\n\n  # aws_x.y\n'),
      'the text that Terraform prints without `-json`',
      /show -json/,
    ],
    [
      'its last line',
      utf8('Plan: 1 to add, 0 to change, 0 to destroy.'),
      'the text that Terraform prints without `-json`',
      /show -json/,
    ],
    ['two plans', utf8(`${plan}\n${plan}`), 'several JSON objects', /one plan at a time/],
    [
      'a warning behind the plan',
      utf8(`${plan}\nWarning: deprecated`),
      'more text after',
      /only standard output/,
    ],
    ['a plan that is cut', utf8(plan.slice(0, 2000)), 'damaged or cut off', /Save the file again/],
    [
      'a plan that is cut in a text of escapes',
      utf8(`{"a":"${'\\"'.repeat(500_000)}`),
      'damaged or cut off',
      /Save/,
    ],
    [
      'a deep one',
      utf8(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'deeper than any plan',
      /plan -out/,
    ],
    ['a list', utf8('[]'), 'not a JSON object', /plan -out/],
    ['a page', utf8('<html>'), 'not a JSON object', /plan -out/],
    [
      'a state file',
      utf8('{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"x"}'),
      'a state file',
      /plan -out/,
    ],
    [
      'the state that show -json prints',
      utf8('{"format_version":"1.0","terraform_version":"1.11.4","values":{}}'),
      'a state',
      /Give the saved plan/,
    ],
    ['another object', utf8('{}'), 'no format_version', /plan -out/],
    ['an object with a version', utf8('{"format_version":"1.2"}'), 'no resource_changes', /plan -out/],
  ])('is not %s', (_name, bytes, problem, remedy) => {
    const found = findingOf(bytes);
    expect(found?.code).toBe('gate-plan-unreadable');
    expect(found?.summary).toContain(problem);
    expect(found?.remedy).toMatch(remedy);
  });
});

it('says that a file is too large instead of cutting it', () => {
  const found = foreignText(new Uint8Array(largestForeignText + 1));
  expect(found).toEqual({ text: '', flaw: 'too-large' });
});
