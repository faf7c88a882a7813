/**
 * The role mapping after everything is checked: defaults applied, roles merged, nothing optional that has a default.
 * Pure types; the meaning of each key stands in `schema/role-mapping.schema.json`.
 */

import type { Partition } from '../aws/names.js';
import type { GuardrailList } from '../aws/ways-around.js';
import type { defaults } from '../compiled/role-mapping.js';
import type { Acceptance } from '../diagnostics/diagnostic.js';
import type { PolicyDocument } from '../iam/policy.js';
import type { WrittenRole, WrittenSession } from './schema/raw-mapping.js';
import type { WithDefaults } from './schema/with-defaults.js';
import type { PrincipalTagRule, Step } from './step.js';

export interface RoleMapping {
  /** The mapping's file name, without folders, for the first line of every generated file. */
  readonly fileName: string;
  /** Tells the mappings of one organization apart; undefined when the mapping has none. */
  readonly name: string | undefined;
  /** Warnings that are accepted, by code, in the order of the mapping. */
  readonly accept: readonly Required<Acceptance>[];
  readonly partition: Partition;
  /** ARN of the Identity Center instance; undefined when a data source must look it up. */
  readonly instanceArn: string | undefined;
  /** Where Identity Center is enabled; undefined when unstated. */
  readonly identityCenterRegion: string | undefined;
  readonly attributes: AttributeCutOver;
  readonly step: Step;
  /** Twelve-digit account ids, sorted; empty when unstated. */
  readonly accounts: readonly string[];
  /** Region names, sorted; empty when unstated. */
  readonly regions: readonly string[];
  readonly arns: ArnChoice;
  /** The mapping's own guardrails, before roles override them; they decide whether an SCP is written. */
  readonly guardrails: Guardrails;
  /** What Terraform attaches the service control policies to, sorted; undefined when they are only files. */
  readonly serviceControlTargets: readonly string[] | undefined;
  readonly documents: DocumentSettings;
  /** With `defaultDocument: lock`, the mapping's own session settings, which the locked document has; otherwise undefined. */
  readonly lockedDefault: SessionSettings | undefined;
  /** With `nodes.users: association`, a Command document and an association each; otherwise undefined. */
  readonly nodeUsers: readonly NodeUsers[] | undefined;
  /** Sorted by name. */
  readonly roles: readonly Role[];
  readonly output: OutputSettings;
}

export type ArnChoice = 'auto' | 'accounts' | 'wildcard';
export type NodeKind = 'ec2' | 'hybrid';

/** What is to happen to the `SSMSessionRunAs` attribute for access control. */
export type AttributeCutOver =
  | { readonly configuration: 'unstated' | 'disabled' | 'elsewhere' }
  | HeldAttributes;

export interface HeldAttributes {
  readonly configuration: 'unmanaged' | 'managed';
  /** Every attribute that stays, sorted by key. */
  readonly keep: readonly AccessControlAttribute[];
  /** Where `SSMSessionRunAs` comes from today. */
  readonly removes: string | undefined;
  /** The Terraform address under which the configuration is managed today, if that is not the generated one. */
  readonly address: string | undefined;
  readonly whenNoneRemain: 'refuse' | 'disable' | 'placeholder';
}

export interface AccessControlAttribute {
  readonly key: string;
  readonly source: string;
}

export interface Role {
  readonly name: string;
  /** Terraform label, unique among roles. */
  readonly label: string;
  readonly osUser: string;
  readonly permissionSet: PermissionSet;
  /** Whether its people could start the default document before the cut-over; undefined when nobody said. */
  readonly sessionsBefore: boolean | undefined;
  readonly inlinePolicy: InlinePolicySource;
  /** Who gets the permission set, in the order of the mapping; undefined when that is decided elsewhere. */
  readonly assignments: readonly PrincipalAssignment[] | undefined;
  readonly document: RoleDocument;
  /** Port forwarding that the role keeps, sorted by name. */
  readonly tunnels: readonly Tunnel[];
  /** Names of AWS's own Session documents that the role keeps, sorted. */
  readonly awsDocuments: readonly AwsDocument[];
  readonly session: SessionSettings;
  /** The key that `session.kmsKey` names. */
  readonly kmsKey: KmsKey | undefined;
  readonly nodes: NodeScope;
  readonly principalTag: PrincipalTagRule;
  readonly guardrails: Guardrails;
}

export interface PrincipalAssignment {
  readonly kind: 'group' | 'user';
  /** How `principal` names the group or user: a group by its display name, a user by the user name. */
  readonly by: 'name' | 'id';
  readonly principal: string;
  /** Sorted, at least one. */
  readonly accounts: readonly string[];
}

export interface RoleDocument {
  readonly name: string;
  /**
   * Names of `documents.previous` that were this document's, sorted: with a StackSet, people may still use them. Undefined
   * without a StackSet, where no policy opens an older document.
   */
  readonly older: readonly string[] | undefined;
  /** Terraform label, unique among documents. */
  readonly label: string;
  readonly description: string;
}

/** A way to one port, with a document of its own. */
export interface Tunnel {
  readonly name: string;
  readonly port: number;
  /** Undefined: the node itself. */
  readonly host: string | undefined;
  /** On the person's computer; undefined: a free one. */
  readonly localPort: number | undefined;
  readonly document: RoleDocument;
}

export type AwsDocument = NonNullable<WrittenRole['awsDocuments']>[number];

export type PermissionSet =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'arn'; readonly name: string; readonly arn: string }
  | { readonly kind: 'created'; readonly name: string; readonly create: CreatedPermissionSet };

export interface CreatedPermissionSet {
  readonly description: string | undefined;
  /** ISO 8601 duration, `PT1H` to `PT12H`. */
  readonly sessionDuration: string | undefined;
  readonly relayState: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export type InlinePolicySource =
  | { readonly kind: 'own' }
  | { readonly kind: 'export' }
  | { readonly kind: 'merge'; readonly file: string; readonly policy: PolicyDocument };

export interface NodeScope {
  /** Tag key to accepted values (sorted, at least one); empty when nodes are not scoped. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** Node tag key to the key of the person's attribute that it must equal, sorted; none of the keys is one of `tags`. */
  readonly matchTags: Readonly<Record<string, string>>;
  /** At least one, in the order ec2, hybrid. */
  readonly kinds: readonly NodeKind[];
}

/** The Linux users that are created on the nodes with these tags. */
export interface NodeUsers {
  /** Of the Command document and of its association. */
  readonly name: string;
  /** Terraform label, unique among these. */
  readonly label: string;
  /** Tag key to accepted values; one at least. */
  readonly tags: NodeScope['tags'];
  /** Sorted by user. */
  readonly accounts: readonly NodeAccount[];
  /** Users of a directory, which are not created. */
  readonly skipped: readonly string[];
}

export interface NodeAccount {
  readonly osUser: string;
  /** Undefined: the next free one. */
  readonly uid: number | undefined;
  readonly shell: string;
  readonly home: string;
  /** Sorted. */
  readonly groups: readonly string[];
  readonly sudo: 'none' | 'all' | readonly string[];
}

/** As written, with defaults. The rules require the bucket and the log group that the schema leaves optional. */
export type SessionSettings = WithDefaults<WrittenSession, typeof defaults.session> & {
  readonly s3?: { readonly bucket: string };
  readonly cloudWatch?: { readonly logGroup: string };
};

/** `text` is what the user wrote and what the document carries. */
export type KmsKey =
  | { readonly kind: 'id'; readonly text: string }
  | { readonly kind: 'alias'; readonly text: string }
  | {
      readonly kind: 'key-arn';
      readonly text: string;
      /** At least one; a multi-Region key has one in each Region of the mapping. */
      readonly arns: readonly string[];
    }
  | {
      readonly kind: 'alias-arn';
      readonly text: string;
      readonly alias: string;
      readonly region: string;
      readonly account: string;
    };

/** `list` is which of our lists applies; `deny` adds to it, `except` takes away. */
export interface Guardrails {
  readonly list: GuardrailList | 'none';
  readonly deny: readonly string[];
  readonly except: readonly string[];
}

export interface DocumentSettings {
  /** The template of names, for the patterns that protect them. */
  readonly nameTemplate: string;
  /** Older names that stay for now, sorted. */
  readonly previous: readonly { readonly name: string; readonly label: string }[];
  readonly tags: Readonly<Record<string, string>>;
  /** ARN patterns of the IAM roles that deploy the documents; empty when unstated. */
  readonly deployedBy: readonly string[];
  /** Undefined when the generated module is applied in each account. */
  readonly stackSet: StackSetSettings | undefined;
}

export interface StackSetSettings {
  /** Sorted; ids of organizational units, or of the root. */
  readonly organizationalUnits: readonly string[];
  /** Only these accounts of them, sorted; empty for all. */
  readonly accounts: readonly string[];
  readonly autoDeploy: boolean;
  readonly callAs: 'self' | 'delegated-admin';
  /** Gets `session-documents/`, because no StackSet reaches it. */
  readonly managementAccount: string | undefined;
  /** In how many accounts of a Region a deployment may fail before it stops; undefined for AWS's default. */
  readonly failureTolerance: { readonly unit: 'count' | 'percentage'; readonly value: number } | undefined;
}

export interface OutputSettings {
  /** Relative to the mapping's folder. */
  readonly directory: string;
  readonly syntax: 'hcl' | 'json';
  readonly layout: 'root' | 'module';
  /** Set whenever `layout` is `module` and blocks only a root may hold are needed. */
  readonly moduleAddress: string | undefined;
  /** The call of `default-document/`, where it is another one than that of `identity-center/`. */
  readonly defaultDocumentModuleAddress?: string | undefined;
  readonly engine: 'terraform' | 'opentofu';
  /** The major version for which the documents are generated; what is generated for 5 works with 6, too. */
  readonly awsProvider: 5 | 6;
}
