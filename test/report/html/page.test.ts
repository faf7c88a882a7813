/** The text of the page: what it says of which mapping, and that it allows only its own style and script. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../../src/iam/policy.js';
import { htmlReport } from '../../../src/report/html/page.js';
import { example, reportInput, violatedAround } from '../report-input.js';

const calm = htmlReport(await reportInput(example));
const denyStart: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*' }],
};

describe('the text of the page', () => {
  it('is the same for the same mapping, and ends with a line end', async () => {
    expect(htmlReport(await reportInput(example))).toBe(calm);
    expect(calm.endsWith('</html>\n')).toBe(true);
  });

  it.each(['forbid', 'match'])(
    'promises no way in by the tag where a role says %s in prepare',
    async (rule) => {
      const prepare = example.replace('enforce', 'prepare');
      const still = 'and nobody loses access. While';
      expect(htmlReport(await reportInput(prepare))).toContain(still);
      const canary = htmlReport(
        await reportInput(prepare.replace('LinuxAdmin', `LinuxAdmin, principalTag: ${rule}`)),
      );
      expect(canary).not.toContain(still);
      expect(canary).toContain('nobody loses access, except people with the tag where a role denies it');
      expect(canary).toContain('except with 1 of 3 roles, which have another setting');
    },
  );

  it('says of the step only what holds, and points to trust where a user is not fixed', async () => {
    const alone = 'The permission set alone decides.';
    const trust = '<a href="#trust">Assumptions</a>';
    expect(calm).toContain(alone);
    expect(calm).not.toContain('Not all of this is true');
    const opened = htmlReport(
      await reportInput(example.replace('LinuxAdmin', 'LinuxAdmin, inlinePolicy: { merge: more.json }'), {
        ...violatedAround,
        attached: { 'deny.json': denyStart },
      }),
    );
    expect(opened).toContain('The proof does not hold');
    expect(opened).not.toContain(alone);
    expect(opened).toContain('Not all of this is true: see the violations.');
    const prepare = htmlReport(await reportInput(example.replace('enforce', 'prepare')));
    expect(prepare).toContain(trust);
  });

  it('names what rests on trust beside the proof, and where sessions are logged how', async () => {
    expect(calm).toContain('<li>Identity Center: its assignments decide who has which permission set.</li>');
    expect(calm).toContain('<li>The identity provider: it can send the tag <code>SSMSessionRunAs</code>');
    const logged = example.replace(
      'roles:',
      'session: { cloudWatch: { logGroup: /ssm, encrypted: false, streaming: false }, s3: { bucket: logs, encrypted: false } }\nroles:',
    );
    expect(htmlReport(await reportInput(logged))).toContain(
      'CloudWatch /ssm, at the end, encryption not required; S3 logs, encryption not required',
    );
  });

  it('allows its own style and script by hash and nothing else', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(calm) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
    expect(calm).not.toMatch(/ style="|<link|src=|unsafe|https?:/);
  });

  it('has a script that parses no markup', () => {
    const folder = join(import.meta.dirname, '../../../src/report/html/page');
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(sources.length).toBeGreaterThan(6);
    expect(sources.join('\n')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function/,
    );
  });
});
