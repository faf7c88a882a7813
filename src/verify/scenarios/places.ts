/**
 * The accounts and Regions in which somebody could try the own document. An account and a Region are separate fields of
 * every ARN and separate keys of every condition, so that each is tried by itself.
 */
import type { PlaceScenario } from './scenario.js';
import { regionNotListed } from './subject.js';

export const placeScenarios: readonly PlaceScenario[] = [
  {
    id: 'place-each-account',
    name: 'each listed account',
    reason: 'The document is deployed there.',
    variants: ({ mapping, home }) =>
      mapping.accounts.map((account) => ({ place: { ...home, account }, verdict: 'open' })),
  },
  {
    id: 'place-each-region',
    name: 'each listed Region',
    reason: 'The document is deployed there.',
    variants: ({ mapping, home }) =>
      mapping.regions.map((region) => ({ place: { ...home, region }, verdict: 'open' })),
  },
  {
    id: 'place-other-account',
    name: 'an account that is not listed',
    reason: 'No document of ours is there, so that anybody could have put one of the same name.',
    variants: ({ arns, home, stranger }) =>
      arns === 'accounts' ? [{ place: { ...home, account: stranger }, verdict: 'shut' }] : [],
  },
  {
    id: 'place-other-region',
    name: 'a Region that is not listed',
    reason: 'As before.',
    variants: ({ mapping, home }) =>
      mapping.regions.length > 0 ? [{ place: { ...home, region: regionNotListed }, verdict: 'shut' }] : [],
  },
];
