/** The text of the audit: its blocks, and the limits that AWS sets to queries and patterns. */
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { findingNames } from '../../../src/report/cloudtrail/audit-facts.js';
import { auditedMapping, eventFolder, events, manyCount, manyRoles, manyTail } from './audited.js';
import { auditOf, type Block, blocksOf } from './report-of.js';

describe('many roles', () => {
  let blocks: readonly Block[] = [];
  beforeAll(async () => {
    blocks = blocksOf(await auditOf(manyRoles));
  });

  test('stay within every limit', () => {
    for (const { kind, name, text } of blocks) {
      const limit = { lake: 10_000, athena: 262_144, events: 2048 }[kind];
      expect(Buffer.byteLength(text), name).toBeLessThanOrEqual(limit);
    }
    // No StackSet deploys there.
    expect(blocks.filter(({ kind }) => kind === 'athena')).toHaveLength(findingNames.length - 1);
  });

  test('are all asked about, each once', () => {
    for (const finding of ['other-document', 'foreign-caller', 'way-around']) {
      for (const kind of ['lake', 'athena']) {
        const texts = blocks.filter((block) => block.finding === finding && block.kind === kind);
        const all = texts.map(({ text }) => text).join('\n');
        for (let at = 0; at < manyCount; at += 1) expect(all.split(`('P${manyTail(at)}'`)).toHaveLength(2);
      }
    }
  });
});

test('the same mapping gives the same text, with a final newline', async () => {
  const text = await auditOf(auditedMapping);
  expect(text).toBe(await auditOf(auditedMapping));
  expect(text).toMatch(/[^\n]\n$/);
  const names = blocksOf(text).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('roles of StackSets are asked about where they may write documents', async () => {
  const findings = async (text: string) =>
    new Set(blocksOf(await auditOf(text)).map(({ finding }) => finding));
  expect(await findings(auditedMapping)).toEqual(new Set(findingNames));
  const without = auditedMapping.replace(', "arn:aws:iam::*:role/stacksets-exec-*"', '');
  expect(await findings(without)).not.toContain('stack-set-changed');
});

test('every event has the name of its file', () => {
  expect(events.map(({ eventID }) => `${eventID}.json`)).toEqual(readdirSync(eventFolder).sort());
});

test('block names are read without a Markdown parser', async () => {
  const text = await auditOf(auditedMapping);
  expect(blocksOf(text)).toHaveLength(text.match(/^`{3,}\w+ name=/gm)?.length ?? 0);
});
