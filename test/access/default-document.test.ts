import { describe, expect, it } from 'vitest';
import { lockedDefaultDocument, lockedUser } from '../../src/access/default-document.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { stepNamed, stepNames } from '../../src/mapping/step.js';
import { compileMapping } from '../cases/case.js';

const locked = (lockedDefault: RoleMapping['lockedDefault'], step = stepNamed('enforce')) =>
  lockedDefaultDocument({ lockedDefault, step } as RoleMapping);

describe('the lock of the default document', () => {
  it('waits for the step that shuts the document to every mapped permission set', () => {
    const settings = { idleTimeoutMinutes: 20 };
    for (const name of stepNames) {
      const step = stepNamed(name);
      expect(locked(settings, step) !== undefined, name).toBe(step.deniesOtherDocuments);
    }
    expect(locked(undefined)).toBeUndefined();
  });

  it('names a user that useradd refuses, in characters that are safe in a shell', () => {
    expect(lockedUser.length).toBeGreaterThan(32);
    expect(lockedUser).toMatch(/^[a-z][a-z-]*$/);
  });

  it('has the logging of the mapping, no log without a target, and no shell profile', () => {
    const document = locked({
      idleTimeoutMinutes: 5,
      kmsKey: 'alias/sessions',
      s3: { encrypted: true } as never,
      cloudWatch: { logGroup: '/ssm', encrypted: true, streaming: false },
      shellProfile: { linux: 'exec bash' },
    });
    expect(JSON.parse(JSON.stringify(document?.inputs))).toEqual({
      runAsEnabled: true,
      runAsDefaultUser: lockedUser,
      idleSessionTimeout: '5',
      kmsKeyId: 'alias/sessions',
      cloudWatchLogGroupName: '/ssm',
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: false,
    });
  });

  it('writes nothing in prepare', async () => {
    const { files } = await compileMapping(
      'version: 1\ndefaultDocument: lock\nrollout: prepare\naccessControlAttributes: { configuration: elsewhere }\nnodes: { tags: { a: b } }\nroles:\n  dev: { osUser: dev, permissionSet: Dev }\n',
      'hcl',
    );
    expect(files?.filter(({ path }) => path.startsWith('default-document/'))).toEqual([]);
    expect(files?.find(({ path }) => path === 'ACCESS.md')?.text).toContain('It is not locked in this step');
  });
});
