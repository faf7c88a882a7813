import { describe, expect, test } from 'vitest';
import { preferencesOf, type Wording } from '../../src/access/session-settings.js';
import { sessionLines } from '../../src/facts/session-lines.js';
import type { SessionSettings } from '../../src/mapping/model.js';

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
  const wording: Wording<string> = {
    text: (strings, ...parts) => String.raw({ raw: strings }, ...parts),
    code: (name) => `<${name}>`,
    strong: (words) => `!${words}!`,
  };
  const entries = (session: SessionSettings) => Object.fromEntries(sessionLines(session, wording));

  test('names each setting under its heading', () => {
    expect(entries(everything)).toEqual({
      'ends when idle for': '10 min',
      'ends after': '60 min',
      log: 'CloudWatch </ssm>, at the end, !encryption not required!; S3 <logs> below <linux>, !encryption not required!',
      'KMS key': '<alias/sessions>',
      'runs at the start': '<cd ~>',
    });
  });

  test('says what a session without a setting has', () => {
    expect(entries({ idleTimeoutMinutes: 20 })).toEqual({
      'ends when idle for': '20 min',
      'ends after': 'no limit',
      log: '!none!',
      'KMS key': 'none',
      'runs at the start': 'nothing',
    });
  });

  test('leaves a heading out where nothing is set and there are no words for that', () => {
    expect(entries({} as SessionSettings)).not.toHaveProperty('ends when idle for');
  });
});
