/** What an audit looks for, in order: the name by which texts are found, and what a hit means. Words only. */

export const findingNames = [
  'other-document',
  'foreign-caller',
  'lingering-tag',
  'way-around',
  'document-changed',
  'attributes-changed',
  'policy-changed',
  'denied',
] as const;

export type FindingName = (typeof findingNames)[number];

interface Finding {
  readonly title: string;
  /** What a hit means, and what to do. */
  readonly hit: string;
}

export const findings: Readonly<Record<FindingName, Finding>> = {
  'other-document': {
    title: 'A mapped permission set without its document',
    hit: "The session did not run by the role's document, so its Linux user was not the role's. Look who attached what to the permission set: the inline policy is missing there, not provisioned, or not the generated one.",
  },
  'foreign-caller': {
    title: "A role's document without its permission set",
    hit: "Somebody became the role's Linux user without the role: another permission set, a plain IAM role or an IAM user. Take `ssm:StartSession` on these documents from that caller, or attach the service control policy. A document with no permission set beside it is one of `documents.previous`.",
  },
  'lingering-tag': {
    title: 'The tag SSMSessionRunAs is still given out',
    hit: 'The tag outranks the document, so it may choose the Linux user. A value that merely holds these letters is a hit too. After the cut-over find out who still sets the tag (the attribute, a claim of the identity provider, a tag on the role) and remove it there.',
  },
  'way-around': {
    title: 'A way around the session document',
    hit: 'A mapped permission set ran code on nodes, or reached for it, by other means than a session. The guardrails deny this; look why they did not, or whether `guardrails.except` wants it so.',
  },
  'document-changed': {
    title: "A role's document was changed",
    hit: "Whoever writes a role's document chooses its Linux user. Compare the document with the generated one and apply again; then see how the caller came by the right.",
  },
  'attributes-changed': {
    title: 'The attributes for access control were changed',
    hit: "Only the pipeline should do this, at the cut-over. Compare the attributes with the mapping's `keep`; `SSMSessionRunAs` must not be among them after `switch`.",
  },
  'policy-changed': {
    title: 'Policies of permission sets were changed',
    hit: "CloudTrail names permission sets by ARN and the mapping by name, so all of them are listed. A change that is not the pipeline's may have taken the Denies away: plan again, and gate the plan.",
  },
  denied: {
    title: 'Denied attempts',
    hit: 'The policies hold. After the cut-over these are mostly people without the client who need help; many by one caller are worth a question.',
  },
};
