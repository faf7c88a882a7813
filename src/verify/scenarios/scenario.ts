/**
 * What a scenario is: a way in that somebody could try, with the reason why it is tried. Entries stand in the files beside
 * this one, by kind; knows neither policies nor what is expected of them beyond a promise's name.
 */

import type { ContextValues } from '../../iam/evaluate/context.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import type { RunAsPreferences } from '../run-as.js';
import type { Subject } from './subject.js';

interface Scenario {
  /** Stable: programs that read the proof rely on it. */
  readonly id: string;
  /** Completes "a request with …" in the matrix. */
  readonly name: string;
  readonly reason: string;
}

/** Ids of what a plain session has. */
export const plainScenarios: readonly string[] = ['document-own', 'node-in-scope', 'tag-absent'];

/** `open`: nothing about it stands against a session. `shut`: enough to deny one. `limit`: no policy can tell. */
export type Verdict = 'open' | 'shut' | 'limit';

/** Whose word the Linux user of an allowed session is. */
export type UserSource =
  | { readonly kind: 'preferences'; readonly preferences: RunAsPreferences }
  /** The account's `SSM-SessionManagerRunShell`; nothing here knows what it says. */
  | { readonly kind: 'default-document' }
  /** Somebody else's document. */
  | { readonly kind: 'author' }
  /** Forwards a port: no shell, so that there is no Linux user. */
  | { readonly kind: 'tunnel' }
  /** Run As plays no part, or it is documented nowhere. */
  | { readonly kind: 'no-run-as' };

/** The values of `ssm:SessionDocumentAccessCheck`; `absent` where AWS does not send it. */
export type DocumentCheck = 'absent' | 'true' | 'false';

export interface DocumentVariant {
  /** For people: a name or an ARN; absent when the caller names none. */
  readonly named?: string;
  /** The resource that AWS authorises; absent when it authorises the node alone. */
  readonly resource?: { readonly arn: string; readonly context: ContextValues };
  readonly checks: readonly DocumentCheck[];
  readonly user: UserSource;
  /** In the mapping's step. */
  readonly verdict: Verdict;
  /** Our Allows alone do not keep it out, only a Deny does; the scenario's reason says why that must do. */
  readonly onlyDenied?: true;
}

export interface NodeVariant {
  readonly shown: string;
  readonly arn: string;
  readonly context: ContextValues;
  readonly verdict: Verdict;
}

export interface TagVariant {
  readonly shown: string;
  /** Tag key, as it is spelled, to value; empty where there is no tag. */
  readonly tags: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
}

export interface PlaceVariant {
  readonly place: AwsPlace;
  readonly verdict: Verdict;
}

export interface DocumentScenario extends Scenario {
  readonly variants: (subject: Subject, place: AwsPlace) => readonly DocumentVariant[];
}

export interface NodeScenario extends Scenario {
  readonly variants: (subject: Subject, place: AwsPlace) => readonly NodeVariant[];
}

export interface TagScenario extends Scenario {
  readonly variants: (subject: Subject) => readonly TagVariant[];
}

/** Where the session takes place; asked with the own document, a node in scope and no tag. */
export interface PlaceScenario extends Scenario {
  readonly variants: (subject: Subject) => readonly PlaceVariant[];
}

/**
 * `allowed`: whatever else is attached. `denied`: whatever else is attached, from `switch` on. `not-granted`: by our own
 * statements. `untouched`: who has the right from elsewhere keeps it.
 */
export type ActionPromise = 'allowed' | 'denied' | 'not-granted' | 'untouched';

export interface ActionVariant {
  readonly action: string;
  readonly arn: string;
  readonly context: ContextValues;
}

export interface ActionScenario extends Scenario {
  readonly promise: ActionPromise;
  readonly variants: (subject: Subject) => readonly ActionVariant[];
}
