/**
 * What a CloudFormation template, a resource of Cloud Control or a definition of something that calls AWS holds of what the mapping is
 * about, read from its text. JSON and YAML alike; knows nothing of plans.
 */
import { runAsTag } from '../aws/names.js';
import { runsOtherDocument } from './document-runners.js';

/** What the mapping is about, and what runs documents. */
const watchedKinds =
  /AWS::(?:SSO::\w+|SSM::(?:Document|Association|MaintenanceWindow\w*|ResourcePolicy)|Organizations::(?:Policy|Account|Organization)|Config::RemediationConfiguration)/gi;

/** Hide what they bring. A type that is not AWS's runs the code of whoever registered it. */
const hidingKinds =
  /(?<![:\w])(?!AWS::)\w{2,}::\w{2,}::\w{2,}|AWS::CloudFormation::(?!(?:Interface|Designer|Init|Authentication|WaitCondition|WaitConditionHandle)\b)\w+|AWS::Config::(?:Organization)?ConformancePack\b|Custom::|::MODULE\b|Fn::Transform|!Transform|AWS::Include|AWS::LanguageExtensions|AWS::ServiceCatalog::\w+|AWS::Serverless::Application|AWS::SSMQuickSetup::\w+|!!binary|\bDefinition(?:S3Location|Uri)\b/i;

const knownTransform = `["']?AWS::Serverless-2016-10-31["']?`;
const harmlessTransform = new RegExp(
  `^\\s*(?:${knownTransform}\\s*(?:[,}]|\\r?\\n(?!\\s*-)|$)|\\[\\s*${knownTransform}\\s*\\]|-\\s*${knownTransform}\\s*(?:\\r?\\n(?!\\s*-)|$))`,
);

export function hidesContent(template: string): boolean {
  return hidingKinds.test(template) || hasTransform(template);
}

/** One of AWS's only adds the resources of one service; any other may add what it likes. */
function hasTransform(template: string): boolean {
  return [...template.matchAll(/\bTransform["']?\s*:/g)].some(
    ({ 0: key, index }) => !harmlessTransform.test(template.slice(index + key.length)),
  );
}

export function kindsIn(text: string): readonly string[] {
  return [...new Set(text.match(watchedKinds) ?? [])];
}

/** Whoever starts a session as one of them becomes the Linux user that its tag names. */
const principalKinds = /AWS::IAM::(?:Role|User)\b/i;
/** A condition on the tag has its prefix before it. */
const tagKey = new RegExp(`(?<![/\\w-])${runAsTag}(?![\\w-])`, 'i');

export function holdsPrincipals(template: string): boolean {
  return principalKinds.test(template);
}

export function taggedKindsIn(template: string, text: string): readonly string[] {
  return tagKey.test(text) ? (principalKinds.exec(template) ?? []) : [];
}

/** They call what AWS offers, or run documents, without a program of somebody's own. */
const callerKinds =
  /AWS::(?:Scheduler::Schedule|StepFunctions::StateMachine|Serverless::StateMachine|Events::Rule|FIS::ExperimentTemplate|SSMIncidents::ResponsePlan|DLM::LifecyclePolicy)\b/i;

export function holdsCallers(template: string): boolean {
  return callerKinds.test(template);
}

/**
 * Calls by Amazon's SDK that change something; then what runs documents: a rule of EventBridge on nodes, an experiment, a response to
 * an incident, a backup.
 */
const watchedCalls =
  /aws-sdk:(?:ssoadmin|ssm|iam|identitystore|organizations|cloudformation|cloudcontrol|lambda|codebuild|fis|config|servicecatalog|ssmquicksetup):(?!get|list|describe)\w+|RunCommandParameters|run_command_parameters(?=":\{)|aws:ssm:(?:send-command|start-automation-execution)|SsmAutomation|ssm_automation(?=":\[?\{)|ExecutionHandler\b|execution_handler(?=":")/gi;

export function callsIn(text: string): readonly string[] {
  return [...new Set(text.match(watchedCalls) ?? [])];
}

/** Rules of EventBridge, in a template or as a resource of their own. */
export function ruleCallsIn(template: string, text: string): readonly string[] {
  const [rule] = /AWS::Events::Rule\b|awscc_events_rule\b/i.exec(template) ?? [];
  return rule !== undefined && runsOtherDocument(text) ? [`${rule} that runs a document`] : [];
}

/** JSON and YAML can write a letter or a slash as an escape, and YAML can break a text in two. */
export function withoutEscapes(text: string): string {
  return text
    .replaceAll(/\\\r?\n\s*/g, '')
    .replaceAll('\\/', '/')
    .replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (whole, x, u, long) => {
      const code = Number.parseInt(x ?? u ?? long, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    });
}
