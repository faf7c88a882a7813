/** The statements of `guardrails`: no way around the document, no change to documents, no node tagged into scope. */

import { documentChanges, scopeTagging, waysAround } from '../../aws/ways-around.js';
import { oneOrMany } from '../../iam/policy.js';
import type { Guardrails } from '../../mapping/model.js';
import { protectedDocuments } from '../protected-documents.js';
import { nodeArns, type StatementBuilder } from './context.js';

export const denyWaysAround: StatementBuilder = ({ role }) => {
  const denied = [...new Set([...standard(role.guardrails, waysAround), ...role.guardrails.deny])];
  if (denied.length === 0) return [];
  return [{ Sid: 'DenyWaysAround', Effect: 'Deny', Action: oneOrMany(denied), Resource: '*' }];
};

export const denyDocumentChanges: StatementBuilder = ({ mapping, role }) => {
  const denied = standard(role.guardrails, documentChanges);
  if (denied.length === 0) return [];
  return [
    {
      Sid: 'DenyDocumentChanges',
      Effect: 'Deny',
      Action: oneOrMany(denied),
      Resource: protectedDocuments(mapping),
    },
  ];
};

/** Tagging while an instance is created is left to those who may create instances (`ec2:CreateAction`). */
export const denyScopeTags: StatementBuilder = ({ mapping, role }) => {
  const denied = standard(role.guardrails, scopeTagging);
  const keys = Object.keys(role.nodes.tags);
  if (denied.length === 0 || keys.length === 0) return [];
  return [
    {
      Sid: 'DenyScopeTags',
      Effect: 'Deny',
      Action: oneOrMany(denied),
      Resource: oneOrMany(nodeArns(mapping.partition, role.nodes.kinds)),
      Condition: {
        'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': oneOrMany(keys) },
        Null: { 'ec2:CreateAction': 'true' },
      },
    },
  ];
};

function standard({ standard, except }: Guardrails, actions: readonly string[]): readonly string[] {
  return standard ? actions.filter((action) => !except.includes(action)) : [];
}
