/** What ACCESS.md says of who becomes whom, held against what the mapping says. */
import type { Access } from '../../src/access/access.js';
import type { Json } from './mappings.js';
import { denies, promiseOf } from './promises.js';

const code = (text: string) => `\`${text}\``;

export function checkPage(whole: Json, { roles }: Access, page: string): string[] {
  const lines = page.split('\n');
  const found: string[] = [];
  const expectLine = (line: string) => {
    if (!lines.includes(line)) found.push(`ACCESS.md lacks: ${line}`);
  };
  for (const { role, document } of roles) {
    const promise = promiseOf(whole, role.name);
    const { tags, matchTags, kinds } = promise.nodes;
    const words = { ec2: 'EC2', hybrid: 'hybrid' };
    const named = (['ec2', 'hybrid'] as const)
      .filter((kind) => kinds.includes(kind))
      .map((kind) => words[kind]);
    const scope = [
      ...sorted(tags).map(([key, values]) => `${code(key)} = ${[...values].sort().map(code).join(' or ')}`),
      ...sorted(matchTags).map(
        ([key, attribute]) => `${code(key)} = the person's attribute ${code(attribute)}`,
      ),
    ];
    const where =
      scope.length > 0
        ? `${named.join(' and ')} with ${scope.join(', ')}`
        : `**every** node, ${named.join(' and ')}`;
    const tag = {
      ignore: 'the tag decides the Linux user',
      forbid: 'sessions are denied',
      match: `sessions are denied unless the tag is ${code(promise.osUser)}`,
    }[promise.tag];
    expectLine(
      `| ${[code(role.name), code(promise.permissionSet), code(promise.osUser), code(role.document.name), where, tag].join(' | ')} |`,
    );
    const { runAsEnabled, runAsDefaultUser } = document.inputs;
    if (runAsEnabled !== true || runAsDefaultUser !== promise.osUser)
      found.push(`the document of ${role.name} says ${runAsDefaultUser}`);
    found.push(...checkInputs(promise, document.inputs));
  }
  const later = denies(whole) ? '' : ' from `switch` on';
  expectLine(
    `* Regions: ${
      whole.regions
        ? `${[...whole.regions].sort().map(code).join(', ')}; in other Regions sessions are denied${later}.`
        : 'not stated; every Region.'
    }`,
  );
  expectLine(
    `* Accounts with the documents: ${
      whole.accounts
        ? [...whole.accounts].sort().map(code).join(', ')
        : 'not stated; every account in which you apply them'
    }.`,
  );
  return found;
}

/** Role and Linux user are filled in; account and Region are Terraform's. */
function checkInputs({ name, osUser, session }: ReturnType<typeof promiseOf>, inputs: Json): string[] {
  const filled = (text: string | undefined) =>
    text?.replaceAll('{role}', name).replaceAll('{osUser}', osUser);
  const expected: Json = {
    idleSessionTimeout: String(session.idleTimeoutMinutes ?? 20),
    maxSessionDuration: session.maxDurationMinutes && String(session.maxDurationMinutes),
    s3BucketName: filled(session.s3?.bucket),
    s3KeyPrefix: filled(session.s3?.prefix),
    cloudWatchLogGroupName: filled(session.cloudWatch?.logGroup),
    cloudWatchStreamingEnabled: session.cloudWatch && (session.cloudWatch.streaming ?? true),
  };
  return Object.entries(expected)
    .filter(([input, value]) => inputs[input] !== value)
    .map(([input, value]) => `${input} of ${name} is ${inputs[input]}, not ${value}`);
}

const sorted = <T>(record: Readonly<Record<string, T>>) =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
