/**
 * `ROLLOUT.md`: the step of the cut-over that a mapping is at, as one walk from the first look to the way back, with
 * commands that hold for this mapping. Pure; each section has a file beside this one.
 */
import type { Access } from '../access/access.js';
import { runAsTag } from '../aws/names.js';
import type { RoleMapping } from '../mapping/model.js';
import { type Step, type StepName, stepNames } from '../mapping/step.js';
import { code, comment, renderSection, type Section, shell, table } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import { headerFor, type PlannedFile } from '../terraform/plan/file.js';
import { applyDocuments, guardDocuments } from './apply-documents.js';
import { applyPolicies } from './apply-policies.js';
import { checkFirst } from './check-first.js';
import { goBack } from './go-back.js';
import { nextStep } from './next-step.js';
import { type Situation, situationOf } from './situation.js';
import { verify } from './verify.js';
import { wait } from './wait.js';

type VerbatimFile = Extract<PlannedFile, { kind: 'verbatim' }>;

export function rolloutGuide(mapping: RoleMapping, access: Access): VerbatimFile {
  const situation = situationOf(mapping, access);
  const parts: readonly (Section | readonly [heading: string, parts: readonly Section[]])[] = [
    ['Check first', checkFirst(situation)],
    [
      'Apply, in this order',
      [...guardDocuments(situation), applyDocuments(situation), applyPolicies(situation)],
    ],
    ['Verify', verify(situation)],
    wait(situation),
    nextStep(situation),
    goBack(situation),
  ];
  const text = [
    comment(headerFor(mapping.fileName)),
    ...opening(situation),
    ...parts.flatMap((part, at) => numbered(part, at + 1)),
  ].join('\n\n');
  return { kind: 'verbatim', path: 'ROLLOUT.md', text: `${text}\n`, executable: false };
}

function numbered(part: Section | readonly [string, readonly Section[]], number: number): string[] {
  if (!('heading' in part)) {
    const [heading, sections] = part;
    const letter = (at: number) => String.fromCharCode('a'.charCodeAt(0) + at);
    return [
      `## ${number}. ${heading}`,
      ...sections.map((section, at) =>
        renderSection({ ...section, heading: `${number}${letter(at)}. ${section.heading}` }, 3),
      ),
    ];
  }
  return [renderSection({ ...part, heading: `${number}. ${part.heading}` }, 2)];
}

const steps: readonly (readonly [StepName, string, string, string])[] = [
  ['prepare', 'allow the role documents and the default one; deny nothing', 'stays', 'runs as the tag says'],
  ['switch', 'allow a role its own document only', 'goes', 'runs as the tag says, until signed in anew'],
  ['enforce', 'also deny whoever still has the tag', 'is gone', 'is refused'],
];

const meanings: Readonly<Record<StepName, string>> = {
  prepare: 'It takes nothing from anybody: documents and rights arrive, and the tag still decides.',
  switch:
    'It takes the attribute away: from the next sign-in on the permission set decides, and other documents are denied.',
  enforce: 'It closes the door behind the cut-over: a tag that is still there means no session.',
};

function opening(situation: Situation): string[] {
  const { mapping } = situation;
  const { name, number } = mapping.step;
  const isFirst = number === 1;
  return [
    `# Rollout, step ${number} of ${steps.length}: \`${name}\``,
    `The Linux user of a Session Manager session is to follow the permission set, not the tag ${code(runAsTag)} on the person. Three steps lead there; this is what to do for the step that ${code(mapping.fileName)} is at. ${meanings[name]}`,
    table(
      ['step', 'policies', `attribute ${code(runAsTag)}`, 'a session that has the tag'],
      steps.map(([step, ...cells]) => [step === name ? `**${code(step)}** (here)` : code(step), ...cells]),
    ),
    ...(isFirst ? [] : [firstTime(mapping.step)]),
    'Who becomes whom in the end:',
    table(
      ['permission set', 'Linux user', 'Session document'],
      mapping.roles.map(({ permissionSet, osUser, document }) => [
        code(permissionSet.name),
        code(osUser),
        code(document.name),
      ]),
    ),
    workplace(situation),
    shell(
      mapping.instanceArn === undefined
        ? `instance=$(aws sso-admin list-instances --query 'Instances[0].InstanceArn' --output text)`
        : `instance=${shellWord(mapping.instanceArn)}`,
    ),
  ];
}

function firstTime({ number }: Step): string {
  const [first] = stepNames;
  const before = stepNames[number - 2] ?? first;
  return `If ${code(before)} was never applied, set ${code(`rollout: ${first}`)}, generate, and begin there.`;
}

function workplace({ mapping: { output }, program }: Situation): string {
  const place =
    output.layout === 'root'
      ? 'Commands run in the folder of this file'
      : 'Commands run in the folder of your Terraform root, which calls the modules beside this file';
  return `${place}, in a POSIX shell with the AWS CLI, ${code(program)} and Node.js, in one shell from top to bottom. The files that they leave (${code('plan.bin')}, ${code('*.json')}) need not be committed. Begin with:`;
}
