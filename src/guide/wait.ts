/**
 * How long a step takes to reach everybody: tags are read when a person signs in and stay with the role session.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/attributesforaccesscontrol.html
 */
import { runAsTag } from '../aws/names.js';
import { sids } from '../iam/sids.js';
import { bullets, code, type Section, shell } from '../markdown/strings.js';
import type { Situation } from './situation.js';

export function wait({ mapping, attribute }: Situation): Section {
  const heading = 'Wait';
  if (mapping.step.attribute === 'stays') {
    return {
      heading,
      body: ['No need to: nobody lost anything, and new rights hold at once. Let people try their role.'],
    };
  }
  if (attribute.kind === 'disabled') {
    return {
      heading,
      body: [
        'Policies hold at once, for sessions that are started from now on. Running sessions end by their own timeouts, or by:',
        ...endSessions,
      ],
    };
  }
  const waits = bullets([
    'The tag is read when somebody signs in, and stays with what was opened then: the session of the access portal (up to 90 days, 8 hours unless set otherwise) and the role session of a permission set (up to 12 hours).',
    `Do not wait: sign people out. Identity Center console: *Users*, the user, *Active sessions*, end them; role sessions still last their time.`,
    mapping.step.attribute === 'goes'
      ? `While the tag is there, it decides the user, as before. From ${code('enforce')} on it means: no session until the person has signed in anew.`
      : `Whoever is refused with the Deny ${code(sids.denyRunAsTag)} signs out of the access portal and in again.`,
  ]);
  return {
    heading,
    body: [
      waits,
      `Who still comes with the tag (in the accounts of the nodes, and where people sign in to AWS):`,
      shell(
        'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRoleWithSAML --max-items 1000 \\',
        `  --query 'Events[].CloudTrailEvent' --output text | grep -i ${runAsTag} || echo none`,
      ),
      'Sessions on nodes that were started before end by their own timeouts, or by:',
      ...endSessions,
    ],
  };
}

const endSessions = [
  shell('session=SESSION_ID', 'aws ssm terminate-session --session-id "$session"'),
] as const;
