import { describe, expect, it } from 'vitest';
import { clientFiles } from '../../src/client/client-files.js';
import { planInstall } from '../../src/client/install.js';
import { bearsMarker } from '../../src/output/manifest.js';
import { testFacts } from './mapping.js';

const files = clientFiles(
  testFacts({ roles: [{ permissionSet: 'LinuxAdmin', osUser: 'ops', document: 'D' }] }),
);

describe('clientFiles', () => {
  it('are three, of which the script for POSIX shells can be run', () => {
    expect(files.map(({ path, executable }) => [path, executable])).toEqual([
      ['client/ssm-runas', true],
      ['client/ssm-runas.ps1', false],
      ['client/aws-cli-alias', false],
    ]);
  });

  it('are known as generated', () => {
    expect(files.filter(({ text }) => !bearsMarker(text))).toEqual([]);
  });
});

describe('planInstall', () => {
  const [script] = files;
  if (script === undefined) throw new Error('there is no script');
  const { text } = script;

  it.each([
    ['nothing', undefined, 'write'],
    ['the same', { text, executable: true }, 'unchanged'],
    ['the same that cannot be run', { text, executable: false }, 'write'],
    ['an older one of ours', { text: text.replace('ops', 'old'), executable: true }, 'write'],
    ['another program', { text: '#!/bin/sh\n', executable: true }, 'foreign'],
    ['a folder or a link', 'other', 'foreign'],
  ] as const)('sees %s', (_, existing, kind) => {
    expect(planInstall(script, existing)).toEqual({ kind });
  });
});
