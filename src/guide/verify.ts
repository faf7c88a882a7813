/**
 * How to see that a step did what it was to do: in AWS's own words, and by starting a session.
 */
import { defaultDocument, runAsTag } from '../aws/names.js';
import { bullets, code, type Section, shell } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import { attributeTable, describeAttributes } from './check-attributes.js';
import type { Situation } from './situation.js';

export function verify(situation: Situation): Section[] {
  return [documents(situation), applied(situation), session(situation), trail(situation)];
}

function documents({ mapping }: Situation): Section {
  const names = mapping.roles.map(({ document }) => shellWord(document.name));
  return {
    heading: 'Documents',
    body: [
      'In each account and Region, every line must say `Active` and have two equal versions:',
      shell(
        `for document in ${names.join(' ')}; do`,
        `  aws ssm describe-document --name "$document" --query 'Document.[Name,Status,DefaultVersion,LatestVersion]' --output text`,
        'done',
      ),
    ],
  };
}

function applied({ mapping, attribute, program, inFolder }: Situation): Section {
  const plan = `${program} ${inFolder('identity-center')}plan -detailed-exitcode`;
  const again = [shell(plan), 'must say `No changes.` (and exit with 0).'];
  if (mapping.step.attribute === 'stays') return { heading: 'Policies', body: again };
  switch (attribute.kind) {
    case 'kept':
      return {
        heading: 'Policies and attributes',
        body: [
          ...again,
          shell(...describeAttributes),
          'must print exactly this:',
          attributeTable(attribute.remaining),
        ],
      };
    case 'disabled':
    case 'disabling':
      return {
        heading: 'Policies and attributes',
        body: [
          ...again,
          shell(...describeAttributes),
          `must fail with ${code('ResourceNotFoundException')}.`,
        ],
      };
    case 'elsewhere':
    case 'unstated':
      return {
        heading: 'Policies and attributes',
        body: [
          ...again,
          shell(...describeAttributes),
          `must not print ${code(runAsTag)} (in any letter case).`,
        ],
      };
  }
}

function session({ mapping }: Situation): Section {
  const [role] = mapping.roles;
  if (!role) throw new Error('a mapping has at least one role');
  const preparing = !mapping.step.deniesOtherDocuments;
  return {
    heading: 'A session',
    body: [
      `Sign out of the AWS access portal and in again, choose ${code(role.permissionSet.name)}, and take a node in its scope. (The client in ${code('client/')} finds the document by itself; the other roles stand in the table at the top.)`,
      shell(
        'node=i-0123456789abcdef0',
        `aws ssm start-session --target "$node" --document-name ${shellWord(role.document.name)}`,
      ),
      preparing
        ? `In the session ${code('id -un')} must print the user that your tag names; without a tag, ${code(role.osUser)}.`
        : `In the session ${code('id -un')} must print ${code(role.osUser)}.`,
      ...(preparing
        ? []
        : [
            shell(
              'aws ssm start-session --target "$node"',
              `aws ssm start-session --target "$node" --document-name ${defaultDocument}`,
            ),
            `must both fail with ${code('AccessDeniedException')}.`,
          ]),
    ],
  };
}

function trail({ mapping }: Situation): Section {
  const groups = new Set(
    mapping.roles.flatMap(({ session: { cloudWatch } }) =>
      cloudWatch?.streaming === true ? [cloudWatch.logGroup] : [],
    ),
  );
  return {
    heading: 'What was recorded',
    body: [
      'In each account and Region, who started which document:',
      shell(
        'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=StartSession --max-items 20 \\',
        `  --query 'Events[].CloudTrailEvent' --output text`,
      ),
      bullets([
        `${code('sessionIssuer')} names the permission set, ${code('documentName')} the document; it is absent where none was named.`,
        'The Linux user is not in CloudTrail.',
      ]),
      ...(groups.size === 0
        ? []
        : [
            `Streamed session logs have it, as ${code('runAsUser')}:`,
            shell(
              ...[...groups]
                .sort()
                .map(
                  (group) =>
                    `aws logs filter-log-events --log-group-name ${shellWord(group)} --filter-pattern runAsUser --max-items 5 --query 'events[].message' --output text`,
                ),
            ),
          ]),
    ],
  };
}
