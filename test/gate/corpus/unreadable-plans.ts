/** Texts that are no plan, plans that are incomplete, and those of other versions and engines. */
import { edited } from '../edit-plan.js';
import { readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

export const unreadablePlans: readonly CorpusEntry[] = [
  entry('not JSON', { ...readCase('switch'), plan: 'Plan: 1 to add' }, 'gate-plan-unreadable'),
  entry(
    'a state instead of a plan',
    { ...readCase('switch'), plan: '{"format_version":"1.0","values":{}}' },
    'gate-plan-unreadable',
  ),
  entry(
    'the stream of plan -json',
    { ...readCase('switch'), plan: '{"@level":"info","type":"version"}\n{}' },
    'gate-plan-unreadable',
  ),
  entry(
    'a format of the future',
    edited('switch', (plan) => {
      plan.format_version = '2.0';
    }),
    'gate-plan-format',
  ),
  entry(
    'a later minor version',
    edited('switch', (plan) => {
      plan.format_version = '1.9';
    }),
  ),
  entry(
    'OpenTofu',
    edited('switch', (plan) => {
      plan.terraform_version = '1.10.6';
      delete plan.complete;
      delete plan.applyable;
    }),
  ),
  entry(
    'planning failed',
    edited('switch', (plan) => {
      plan.errored = true;
    }),
    'gate-plan-errored',
  ),
  entry(
    "another team's plan",
    edited('switch', (plan) => {
      plan.resource_changes = [];
      plan.prior_state = {};
    }),
    'gate-plan-unrelated',
  ),
];
