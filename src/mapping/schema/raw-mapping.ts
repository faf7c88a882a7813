/**
 * The mapping as written: what the schema guarantees about its shape, before defaults and before the rules of meaning.
 * Types only; limits and meaning of each key stand in `schema/role-mapping.schema.json`.
 */
import type { Partition } from '../../aws/partition.js';
import type { ArnChoice, NodeKind } from '../model.js';
import type { PrincipalTagRule, StepName } from '../step.js';

export interface WrittenMapping {
  readonly version: 1;
  readonly partition?: Partition;
  readonly identityCenter?: { readonly instanceArn?: string };
  readonly accessControlAttributes?: WrittenAttributes;
  readonly rollout?: StepName;
  readonly principalTag?: PrincipalTagRule;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly arns?: ArnChoice;
  readonly nodes?: WrittenNodes;
  readonly session?: WrittenSession;
  readonly documents?: WrittenDocuments;
  readonly defaultDocument?: 'leave' | 'lock';
  readonly guardrails?: WrittenGuardrails;
  readonly roles: Readonly<Record<string, WrittenRole>>;
  readonly output?: WrittenOutput;
}

export interface WrittenAttributes {
  readonly configuration: 'unmanaged' | 'managed' | 'disabled' | 'elsewhere';
  readonly keep?: Readonly<Record<string, string>>;
  readonly removes?: string;
  readonly address?: string;
  readonly whenNoneRemain?: 'refuse' | 'disable' | 'placeholder';
}

export interface WrittenNodes {
  readonly tags?: Readonly<Record<string, string | readonly string[]>>;
  readonly kinds?: readonly NodeKind[];
}

export interface WrittenSession {
  readonly idleTimeoutMinutes?: number;
  readonly maxDurationMinutes?: number;
  readonly kmsKey?: string;
  readonly s3?: { readonly bucket?: string; readonly prefix?: string; readonly encrypted?: boolean };
  readonly cloudWatch?: {
    readonly logGroup?: string;
    readonly encrypted?: boolean;
    readonly streaming?: boolean;
  };
  readonly shellProfile?: { readonly linux?: string };
}

interface WrittenDocuments {
  readonly name?: string;
  readonly previous?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly deployedBy?: readonly string[];
  readonly deploy?: 'module' | 'stackset';
  readonly stackSet?: Readonly<Record<string, unknown>>;
}

export type WrittenGuardrails =
  | 'standard'
  | 'none'
  | { readonly deny?: readonly string[]; readonly except?: readonly string[] };

export interface WrittenRole {
  readonly osUser: string;
  readonly permissionSet: string | WrittenPermissionSet;
  readonly sessionsBefore?: boolean;
  readonly inlinePolicy?: 'own' | 'export' | { readonly merge: string };
  readonly description?: string;
  readonly principalTag?: PrincipalTagRule;
  readonly session?: WrittenSession;
  readonly nodes?: WrittenNodes;
  readonly guardrails?: WrittenGuardrails;
}

export interface WrittenPermissionSet {
  readonly name: string;
  readonly arn?: string;
  readonly create?: {
    readonly description?: string;
    readonly sessionDuration?: string;
    readonly relayState?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
}

interface WrittenOutput {
  readonly directory?: string;
  readonly syntax?: 'hcl' | 'json';
  readonly layout?: 'root' | 'module';
  readonly moduleAddress?: string;
  readonly engine?: 'terraform' | 'opentofu';
  readonly awsProvider?: '5' | '6' | 5 | 6;
}

/** The parts of a mapping that are well-formed: whatever the schema refused is absent, in a list undefined. */
export type WellFormed<T> = T extends readonly (infer Item)[]
  ? readonly (WellFormed<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: WellFormed<T[Key]> | undefined }
    : T;

export type RawMapping = WellFormed<WrittenMapping>;
export type RawRole = WellFormed<WrittenRole>;
