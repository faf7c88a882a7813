/**
 * The registry of scenarios: every way in that a proof tries, by kind. An entry is added in the file of its kind; the proof
 * combines documents, nodes and tags with one another, and tries everything else by itself.
 */
import { documentScenarios } from './scenarios/documents.js';
import { nodeScenarios } from './scenarios/nodes.js';
import { placeScenarios, tagScenarios } from './scenarios/principal-tags.js';
import { sessionScenarios } from './scenarios/sessions.js';
import { waysAroundScenarios } from './scenarios/ways-around.js';
import { workScenarios } from './scenarios/work.js';

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
