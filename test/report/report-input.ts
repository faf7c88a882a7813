/** Mappings as what reports are made from, with policies that are attached too. */
import { accessMap } from '../../src/facts/access-map.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import type { Origin } from '../../src/mapping/origin.js';
import { proveMapping } from '../../src/prove.js';
import type { ReportInput } from '../../src/report/report-input.js';

export interface Around {
  /** Identity policies by file name. */
  readonly attached?: Readonly<Record<string, PolicyDocument>>;
  /** Merge files by path. */
  readonly related?: Readonly<Record<string, PolicyDocument>>;
}

/** Of no version that there is. */
export const origin: Origin = { version: '9.8.7', digest: '0123456789abcdef'.repeat(4) };

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Throws with the findings when the mapping is refused. */
export async function reportInput(
  text: string,
  { attached = {}, related = {} }: Around = {},
): Promise<ReportInput> {
  const source = { file: 'ssm-runas.yaml', fileName: 'ssm-runas.yaml', bytes: bytesOf(text) };
  const { report, access, diagnostics } = await proveMapping(source, {
    readRelated: async (path) => {
      const policy = related[path];
      return policy && bytesOf(JSON.stringify(policy));
    },
    policies: Object.entries(attached).map(([file, policy]) => ({
      file,
      kind: 'identity',
      bytes: bytesOf(JSON.stringify(policy)),
    })),
  });
  if (!report || !access) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  const { mapping } = report;
  return { mapping, access, map: accessMap(mapping, access), proof: report, origin };
}

/** Three roles of all kinds, at the last step. */
export const example = `version: 1
rollout: enforce
accessControlAttributes: { configuration: elsewhere }
accounts: ["111111111111", "222222222222"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper, nodes: { tags: { stage: [dev, test] } } }
  support: { osUser: support, permissionSet: LinuxSupport, inlinePolicy: export, nodes: { kinds: [ec2] } }
`;

/** The tag decides for one role, and a merge file and an attached policy have a say. */
export const violated = example
  .replace('permissionSet: LinuxAdmin', 'permissionSet: LinuxAdmin, principalTag: ignore')
  .replace(
    'permissionSet: LinuxDeveloper',
    'permissionSet: LinuxDeveloper, inlinePolicy: { merge: more.json }',
  );

export const violatedAround: Around = {
  attached: {
    'no-resume.json': {
      Version: '2012-10-17',
      Statement: [{ Sid: 'NoResuming', Effect: 'Deny', Action: 'ssm:ResumeSession', Resource: '*' }],
    },
  },
  related: {
    'more.json': {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Builds', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
        { Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' },
      ],
    },
  },
};
