/** The statements of `guardrails`: no way around the document, no change to documents, no node tagged into scope. */

import {
  documentChanges,
  nodeUsersChanges,
  scopeTagging,
  waysAround,
  withoutExceptions,
} from '../../aws/ways-around.js';
import { oneOrMany } from '../../iam/policy.js';
import { sids } from '../../iam/sids.js';
import type { Guardrails } from '../../mapping/model.js';
import { nodeArns, type SettingsContext, type StatementBuilder } from './context.js';

export const denyWaysAround: StatementBuilder<SettingsContext> = ({ mapping, settings: { guardrails } }) => {
  const ofUsers = mapping.nodeUsers === undefined || guardrails.list === 'none' ? [] : nodeUsersChanges;
  const denied = [
    ...new Set([...listed(guardrails, waysAroundOf(guardrails)), ...ofUsers, ...guardrails.deny]),
  ];
  if (denied.length === 0) return [];
  return [{ Sid: sids.denyWaysAround, Effect: 'Deny', Action: oneOrMany(denied), Resource: '*' }];
};

export const denyDocumentChanges: StatementBuilder<SettingsContext> = ({ guarded, settings }) => {
  // What is denied on every document need not be said again of these.
  const everywhere = new Set(waysAroundOf(settings.guardrails));
  const denied = listed(
    settings.guardrails,
    documentChanges.filter((entry) => !everywhere.has(entry)),
  );
  if (denied.length === 0) return [];
  return [
    {
      Sid: sids.denyDocumentChanges,
      Effect: 'Deny',
      Action: oneOrMany(denied),
      Resource: guarded,
    },
  ];
};

/**
 * The scoping keys of all roles: whoever is in two permission sets must not tag with one what the other reaches. Tagging
 * while an instance is created is left to those who may create instances (`ec2:CreateAction`).
 */
export const denyScopeTags: StatementBuilder<SettingsContext> = ({ mapping, scope, settings }) => {
  const denied = listed(settings.guardrails, scopeTagging);
  if (denied.length === 0 || scope.tagKeys.length === 0) return [];
  return [
    {
      Sid: sids.denyScopeTags,
      Effect: 'Deny',
      Action: oneOrMany(denied),
      Resource: oneOrMany(nodeArns(mapping.partition, scope.kinds)),
      Condition: {
        'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': oneOrMany(scope.tagKeys) },
        Null: { 'ec2:CreateAction': 'true' },
      },
    },
  ];
};

const waysAroundOf = ({ list }: Guardrails) => (list === 'none' ? [] : waysAround[list]);

function listed({ list, except }: Guardrails, entries: readonly string[]): readonly string[] {
  return list === 'none' ? [] : withoutExceptions(entries, except);
}
