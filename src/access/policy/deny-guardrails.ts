/** The statements of `guardrails`: no way around the document, no change to documents, no node tagged into scope. */

import { documentChanges, scopeTagging, waysAround } from '../../aws/ways-around.js';
import { oneOrMany } from '../../iam/policy.js';
import { sids } from '../../iam/sids.js';
import type { Guardrails } from '../../mapping/model.js';
import { nodeArns, protectedDocuments, type SettingsContext, type StatementBuilder } from './context.js';

export const denyWaysAround: StatementBuilder<SettingsContext> = ({ settings: { guardrails } }) => {
  const denied = [...new Set([...standard(guardrails, waysAround), ...guardrails.deny])];
  if (denied.length === 0) return [];
  return [{ Sid: sids.denyWaysAround, Effect: 'Deny', Action: oneOrMany(denied), Resource: '*' }];
};

export const denyDocumentChanges: StatementBuilder<SettingsContext> = ({ mapping, settings }) => {
  const denied = standard(settings.guardrails, documentChanges);
  if (denied.length === 0) return [];
  return [
    {
      Sid: sids.denyDocumentChanges,
      Effect: 'Deny',
      Action: oneOrMany(denied),
      Resource: protectedDocuments(mapping),
    },
  ];
};

/**
 * The scoping keys of all roles: whoever is in two permission sets must not tag with one what the other reaches. Tagging
 * while an instance is created is left to those who may create instances (`ec2:CreateAction`).
 */
export const denyScopeTags: StatementBuilder<SettingsContext> = ({ mapping, scope, settings }) => {
  const denied = standard(settings.guardrails, scopeTagging);
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

function standard({ standard, except }: Guardrails, actions: readonly string[]): readonly string[] {
  return standard ? actions.filter((action) => !except.includes(action)) : [];
}
