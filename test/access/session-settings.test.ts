import { describe, expect, test } from 'vitest';
import { preferencesOf } from '../../src/access/session-settings.js';
import type { SessionSettings } from '../../src/mapping/model.js';
import { sessionEntries } from '../../src/report/session-entries.js';

const everything: SessionSettings = {
  idleTimeoutMinutes: 10,
  maxDurationMinutes: 60,
  kmsKey: 'alias/sessions',
  s3: { bucket: 'logs', prefix: 'linux', encrypted: false },
  cloudWatch: { logGroup: '/ssm', encrypted: false, streaming: false },
  shellProfile: { linux: 'cd ~' },
};

describe('the Session document', () => {
  test('has an input for each setting', () => {
    expect(preferencesOf(everything)).toEqual({
      idleSessionTimeout: 10,
      maxSessionDuration: 60,
      kmsKeyId: 'alias/sessions',
      s3BucketName: 'logs',
      s3KeyPrefix: 'linux',
      s3EncryptionEnabled: false,
      cloudWatchLogGroupName: '/ssm',
      cloudWatchEncryptionEnabled: false,
      cloudWatchStreamingEnabled: false,
      shellProfile: { linux: 'cd ~' },
    });
  });

  test('has no input for what is not set', () => {
    expect(preferencesOf({ idleTimeoutMinutes: 20, shellProfile: {} })).toEqual({ idleSessionTimeout: 20 });
  });
});

describe('a page', () => {
  const emphasis = { code: (text: string) => `<${text}>`, strong: (text: string) => `!${text}!` };

  test('names each setting under its heading', () => {
    expect(sessionEntries(everything, emphasis)).toEqual([
      { heading: 'ends when idle for', text: '10 min' },
      { heading: 'ends after', text: '60 min' },
      {
        heading: 'log',
        text: 'CloudWatch </ssm>, at the end, !encryption not required!; S3 <logs> below <linux>, !encryption not required!',
      },
      { heading: 'KMS key', text: '<alias/sessions>' },
      { heading: 'runs at the start', text: '<cd ~>' },
    ]);
  });

  test('says what a session without a setting has', () => {
    expect(sessionEntries({ idleTimeoutMinutes: 20 }, emphasis)).toEqual([
      { heading: 'ends when idle for', text: '20 min' },
      { heading: 'ends after', text: 'no limit' },
      { heading: 'log', text: '!none!' },
      { heading: 'KMS key', text: 'none' },
      { heading: 'runs at the start', text: 'nothing' },
    ]);
  });

  test('has no text for a setting that is not worth a word when it is not set', () => {
    const [idle] = sessionEntries({} as SessionSettings, emphasis);
    expect(idle).toEqual({ heading: 'ends when idle for', text: undefined });
  });
});
