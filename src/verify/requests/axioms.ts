/**
 * What is taken for granted of a request that AWS sends: each axiom with its source and how sure it is. The models of
 * requests are made by this table; leaving an axiom out makes the space of requests larger.
 * Certainty: `documented` by AWS, `observed` in practice, `likely` if neither.
 */
export type Certainty = 'documented' | 'observed' | 'likely';

export interface Axiom {
  readonly says: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export const axioms = {
  'role-path': {
    says: "A permission set's role has the path `aws-reserved/sso.amazonaws.com/`, with the Region of Identity Center unless that is us-east-1, and 16 hexadecimal digits at its end.",
    source: 'Identity Center user guide, referencingpermissionsets; digits as seen in accounts',
    certainty: 'observed',
  },
  'caller-is-role': {
    says: "`aws:PrincipalType` is AssumedRole, `aws:userid` is the role's id, a colon and the session's name, and `aws:username` is absent.",
    source: 'IAM user guide, reference_policies_variables (table of principal key values)',
    certainty: 'documented',
  },
  'own-account-nodes': {
    says: "A node is addressed in the caller's own account and in the Region of the request.",
    source: 'Systems Manager API reference, StartSession: `Target` is an id',
    certainty: 'documented',
  },
  'document-region': {
    says: 'A document is looked up in the Region of the request.',
    source: 'Systems Manager user guide, documents-ssm-sharing: documents are shared per Region',
    certainty: 'documented',
  },
  'aws-documents': {
    says: 'Only documents of AWS have no account in their ARN, and their names begin with `AWS`, `Amazon` or `amzn`.',
    source: 'Systems Manager API reference, CreateDocument: reserved prefixes',
    certainty: 'documented',
  },
  'resource-account': {
    says: "`aws:ResourceAccount` is sent, and is the account in the resource's ARN.",
    source: 'IAM user guide, reference_policies_condition-keys: Systems Manager is not among the exceptions',
    certainty: 'likely',
  },
  'node-arns': {
    says: 'Instances are `i-` and managed instances `mi-` with 17 hexadecimal digits; accounts have twelve digits.',
    source: 'Service Authorization Reference, Systems Manager and EC2; EC2 user guide, resource-ids',
    certainty: 'documented',
  },
  'one-tag': {
    says: '`ssm:resourceTag/KEY` and `aws:ResourceTag/KEY` are the same value, and tag keys do not differ in letter case only.',
    source: 'Service Authorization Reference, Systems Manager; IAM user guide, id_tags',
    certainty: 'likely',
  },
  'document-checked': {
    says: 'When no document is named, AWS authorises the default document as a resource, or sends `ssm:SessionDocumentAccessCheck` as false.',
    source: 'Systems Manager user guide, getting-started-sessiondocumentaccesscheck, older and newer text',
    certainty: 'likely',
  },
  'action-keys': {
    says: 'Keys other than the global ones come only with the actions that the Service Authorization Reference lists them for (`src/aws/action-keys.json`); so do `aws:TagKeys` and `aws:RequestTag`.',
    source: 'Service Authorization Reference; IAM user guide, reference_policies_condition-keys',
    certainty: 'documented',
  },
  'key-types': {
    says: 'A key that the guide calls a truth value, a number, a date or an address has values of that type.',
    source:
      'IAM user guide, reference_policies_condition-keys ("Data type"); Service Authorization Reference',
    certainty: 'documented',
  },
  'no-empty-values': {
    says: 'Only tags have empty values.',
    source: 'IAM user guide, id_tags: values may be empty; no page tells of other empty keys',
    certainty: 'likely',
  },
  'single-values': {
    says: 'Only the keys that are documented as multivalued have several values.',
    source: 'IAM user guide, reference_policies_condition-single-vs-multi-valued-context-keys',
    certainty: 'documented',
  },
} as const satisfies Record<string, Axiom>;

export type AxiomName = keyof typeof axioms;
