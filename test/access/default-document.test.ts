import { describe, expect, it } from 'vitest';
import { lockedDefaultDocument, lockedUser, logsOfLocked } from '../../src/access/default-document.js';
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

  it('logs by account and Region, but to no log that differs by role', () => {
    const settings = {
      idleTimeoutMinutes: 5,
      s3: { bucket: 'logs-{account}', prefix: '{region}', encrypted: true },
      cloudWatch: { logGroup: '/ssm/{osUser}', encrypted: true, streaming: true },
    };
    expect(locked(settings)?.inputs).toMatchObject({
      s3BucketName: 'logs-{account}',
      s3KeyPrefix: '{region}',
    });
    expect(locked(settings)?.inputs.cloudWatchLogGroupName).toBeUndefined();
    expect(logsOfLocked({ lockedDefault: settings })).toEqual({
      unwritten: ['/ssm/{osUser}'],
      writesAnother: true,
    });
    const { cloudWatch: _, ...everybody } = settings;
    expect(logsOfLocked({ lockedDefault: everybody })).toEqual({ unwritten: [], writesAnother: true });
    const byRole = { ...settings.s3, prefix: '{role}' };
    expect(locked({ ...settings, s3: byRole })?.inputs.s3BucketName).toBeUndefined();
    expect(logsOfLocked({ lockedDefault: { ...settings, s3: byRole } })).toEqual({
      unwritten: ['logs-{account}/{role}', '/ssm/{osUser}'],
      writesAnother: false,
    });
  });

  it('has a content for each Region, where one call is for all Regions and the content names the Region', async () => {
    const contentOf = async (bucket: string) => {
      const { files } = await compileMapping(
        `version: 1\ndefaultDocument: lock\nregions: [eu-west-1, eu-central-1]\naccounts: ["111122223333"]\nsession: { s3: { bucket: "${bucket}" } }\naccessControlAttributes: { configuration: elsewhere }\nnodes: { tags: { a: b } }\noutput: { awsProvider: "6" }\nroles:\n  dev: { osUser: dev, permissionSet: Dev }\n`,
        'hcl',
      );
      return files?.find(({ path }) => path === 'default-document/default-document.tf')?.text;
    };
    const byRegion = await contentOf('logs-{account}-{region}');
    expect(byRegion).toContain('jsonencode(local.content[each.key])');
    expect(byRegion).toContain('jsonencode(local.content[region])');
    expect(byRegion).toContain('data.aws_caller_identity.current.account_id}-eu-central-1"');
    expect(byRegion).toContain('data.aws_caller_identity.current.account_id}-eu-west-1"');
    expect(await contentOf('logs')).not.toContain('local.content[');
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
