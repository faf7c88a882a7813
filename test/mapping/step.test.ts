import { describe, expect, it } from 'vitest';
import { opensDefaultDocument, stepNamed, stepNames } from '../../src/mapping/step.js';

const named = { permissionSet: { kind: 'named', name: 'LinuxAdmin' }, sessionsBefore: undefined } as const;

describe('the steps', () => {
  it('are numbered in order', () => {
    expect(stepNames.map((name) => stepNamed(name).number)).toEqual([1, 2, 3]);
    expect(stepNames.map((name) => stepNamed(name).name)).toEqual(stepNames);
  });

  it('deny other documents from the step that removes the attribute on', () => {
    for (const name of stepNames) {
      const { attribute, deniesOtherDocuments } = stepNamed(name);
      expect(deniesOtherDocuments).toBe(attribute !== 'stays');
    }
  });

  it('deny the tag by default exactly when none is expected any more', () => {
    for (const name of stepNames) {
      const { expectsNoTag, principalTag } = stepNamed(name);
      expect(principalTag).toBe(expectsNoTag ? 'forbid' : 'ignore');
    }
  });
});

describe('the default document', () => {
  it.each(stepNames)('is opened in %s only while nothing else is denied', (name) => {
    expect(opensDefaultDocument(stepNamed(name), named)).toBe(!stepNamed(name).deniesOtherDocuments);
  });

  it('stays closed for people who had no sessions before', () => {
    const prepare = stepNamed('prepare');
    expect(opensDefaultDocument(prepare, { ...named, sessionsBefore: true })).toBe(true);
    expect(opensDefaultDocument(prepare, { ...named, sessionsBefore: false })).toBe(false);
    const create = { description: undefined, sessionDuration: undefined, relayState: undefined, tags: {} };
    const created = { kind: 'created', name: 'LinuxAdmin', create } as const;
    expect(opensDefaultDocument(prepare, { permissionSet: created, sessionsBefore: true })).toBe(false);
  });
});
