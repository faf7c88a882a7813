/**
 * What a report page carries as JSON: what its script shows when asked, and what a later report compares itself with.
 * Types only, shared by the program and the page; what is the same for many roles is there once and named by its index.
 */

import type { RequestKind } from '../request-kinds.js';

export const pageDataFormat = 'ssm-runas-gen report';
export const pageDataVersion = 1;
/** The id of the element that holds the data. */
export const pageDataId = 'ssm-runas-report';

export interface PageData {
  readonly format: typeof pageDataFormat;
  readonly version: typeof pageDataVersion;
  readonly mapping: string;
  readonly rollout: 'prepare' | 'switch' | 'enforce';
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly settings: readonly PageSetting[];
  readonly holds: boolean;
  /** Statements of all policies, each once. */
  readonly statements: readonly PageStatement[];
  /** Policies that are not a role's. */
  readonly policies: readonly PagePolicy[];
  /** Sorted by name. */
  readonly roles: readonly PageRole[];
  readonly scenarios: readonly PageScenario[];
  /** What roles were tried beside, `nothing` first. */
  readonly besides: readonly string[];
  readonly outcomes: readonly PageOutcome[];
  /** For each of `besides` the outcomes, by index; none where nothing was tried. */
  readonly cells: readonly (readonly (readonly number[])[])[];
  /** For each of `scenarios` the cell, by index; -1 where nothing was tried. */
  readonly profiles: readonly (readonly number[])[];
  readonly violations: readonly PageViolation[];
}

/** As `Setting`: of Identity Center, or of a permission set that is created. */
export interface PageSetting {
  readonly what: string;
  readonly name?: string | undefined;
  readonly value: string;
}

export interface PageStatement {
  readonly Sid?: string | undefined;
  readonly Effect: 'Allow' | 'Deny';
}

export interface PagePolicy {
  readonly name: string;
  readonly owner: 'administrator' | 'attached' | 'service-control';
  /** Indexes of `statements`. */
  readonly statements: readonly number[];
}

export interface PageRole {
  readonly name: string;
  readonly permissionSet: string;
  readonly permissionSetOrigin: 'named' | 'arn' | 'created';
  readonly permissionSetArn?: string | undefined;
  readonly created: readonly PageSetting[];
  readonly inlinePolicy: 'own' | 'merge' | 'export';
  readonly mergeFile?: string | undefined;
  readonly osUser: string;
  readonly document: string;
  /** Tunnels and AWS's own documents that the role keeps, with where they lead. */
  readonly forwarding?: string | undefined;
  readonly nodes: string;
  readonly principalTag: 'forbid' | 'match' | 'ignore';
  /** The Session document. */
  readonly content: { readonly [key: string]: unknown };
  /** The inline policy, as indexes of `statements`; those of the merge file come last. */
  readonly policy: readonly number[];
  /** How many statements of the policy are the merge file's. */
  readonly merged: number;
  readonly policyBytes: number;
  /** Index of `profiles`; -1 where the role was not tried. */
  readonly profile: number;
}

export interface PageScenario {
  readonly kind: RequestKind;
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

/** `own` stands for the role's Linux user, so that roles have outcomes in common. */
export interface PageOutcome {
  readonly kind: 'denied' | 'allowed' | 'own' | 'user' | 'tunnel' | 'open';
  /** The user, or what is left open. */
  readonly text?: string | undefined;
  /** Allowed under one reading of the policies only. */
  readonly inDoubt?: true | undefined;
  /** The deciding statements: whose, and which of them. */
  readonly by: readonly (readonly [policy: number, index: number])[];
}

/** In place of an index of `policies`. */
export const ownPolicy = -1;
export const mergedPolicy = -2;

export interface PageViolation {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly remedy: string;
  /** Indexes of `roles`. */
  readonly roles: readonly number[];
  /** Index of `besides`; -1 for none of them. */
  readonly beside: number;
  /** Indexes of `scenarios` in whose cells it shows. */
  readonly scenarios: readonly number[];
}
