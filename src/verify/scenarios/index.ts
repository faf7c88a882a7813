/**
 * The registry of scenarios: every way in that a proof tries, by kind. An entry is added in the file of its kind; the proof
 * combines documents, nodes and tags with one another, and tries everything else by itself.
 */
import { documentScenarios } from './documents.js';
import { nodeScenarios } from './nodes.js';
import { placeScenarios, tagScenarios } from './principal-tags.js';
import { sessionScenarios } from './sessions.js';
import { waysAroundScenarios } from './ways-around.js';
import { workScenarios } from './work.js';

export const startScenarios = {
  documents: documentScenarios,
  nodes: nodeScenarios,
  tags: tagScenarios,
  places: placeScenarios,
} as const;

export const actionScenarios = {
  sessions: sessionScenarios,
  work: workScenarios,
  waysAround: waysAroundScenarios,
} as const;
