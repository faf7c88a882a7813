import { describe, expect, test } from 'vitest';
import { type RunAs, runAs, type SessionStart } from '../../src/verify/run-as.js';

const on = (user?: string) => ({ runAsEnabled: true, ...(user !== undefined && { runAsDefaultUser: user }) });
const off = { runAsEnabled: false, runAsDefaultUser: 'nobody' };
const nothing: SessionStart = { sessionTags: {}, roleTags: {} };
const user = (name: string, source: Extract<RunAs, { kind: 'user' }>['source']): RunAs => ({
  kind: 'user',
  user: name,
  source,
});

describe('precedence', () => {
  const all: SessionStart = {
    sessionTags: { SSMSessionRunAs: 'session' },
    roleTags: { SSMSessionRunAs: 'role' },
    document: on('document'),
    defaultDocument: on('default'),
  };
  test.each<[string, SessionStart, RunAs]>([
    ['the session tag goes first', all, user('session', 'session-tag')],
    ['then the role tag', { ...all, sessionTags: {} }, user('role', 'role-tag')],
    [
      'then the document that is named',
      { ...all, sessionTags: {}, roleTags: {} },
      user('document', 'document'),
    ],
    [
      'then the default document',
      { ...nothing, defaultDocument: on('default') },
      user('default', 'default-document'),
    ],
    [
      'a tag goes before the default document too',
      { ...nothing, roleTags: { SSMSessionRunAs: 'role' }, defaultDocument: on('default') },
      user('role', 'role-tag'),
    ],
    ['without any document: ssm-user', nothing, { kind: 'ssm-user', because: 'no-document' }],
    [
      'with Run As off: ssm-user, whatever the tags say',
      { ...all, document: off },
      { kind: 'ssm-user', because: 'run-as-off' },
    ],
    [
      'Run As on and nobody named: no session',
      { ...nothing, document: on() },
      { kind: 'no-session', source: 'document' },
    ],
    [
      'an empty default user is nobody',
      { ...nothing, defaultDocument: on('') },
      { kind: 'no-session', source: 'default-document' },
    ],
    [
      'the default document does not fill in for one that is named',
      { ...nothing, document: on(), defaultDocument: on('default') },
      { kind: 'no-session', source: 'document' },
    ],
  ])('%s', (_why, start, expected) => {
    expect(runAs(start)).toEqual(expected);
  });
});

test('the key of the tag does not mind letter case', () => {
  expect(runAs({ ...nothing, sessionTags: { ssmsessionrunas: 'dev' }, document: on('x') })).toEqual(
    user('dev', 'session-tag'),
  );
});

test('another tag is no tag', () => {
  expect(runAs({ ...nothing, sessionTags: { SSMSessionRunAs2: 'dev' }, document: on('x') })).toEqual(
    user('x', 'document'),
  );
});

describe('an empty tag: what it does is documented nowhere', () => {
  test('on the session', () => {
    const start = {
      ...nothing,
      sessionTags: { SSMSessionRunAs: '' },
      roleTags: { SSMSessionRunAs: 'role' },
      document: on('x'),
    };
    expect(runAs(start)).toEqual({
      kind: 'unknown',
      because: 'empty-tag',
      source: 'session-tag',
      otherwise: user('role', 'role-tag'),
    });
  });

  test('on the role', () => {
    const start = { ...nothing, roleTags: { SSMSessionRunAs: '' }, document: on('x') };
    expect(runAs(start)).toEqual({
      kind: 'unknown',
      because: 'empty-tag',
      source: 'role-tag',
      otherwise: user('x', 'document'),
    });
  });

  test('behind a tag that counts', () => {
    const start = {
      ...nothing,
      sessionTags: { SSMSessionRunAs: 'dev' },
      roleTags: { SSMSessionRunAs: '' },
      document: on('x'),
    };
    expect(runAs(start)).toEqual(user('dev', 'session-tag'));
  });
});
