/**
 * What AWS sends for keys that are no texts, each in lower case (IAM user guide, reference_policies_condition-keys, "Data type").
 */
import { shapes } from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';

export const typedKeys: ReadonlyMap<string, TextShape> = new Map<string, TextShape>([
  ['aws:securetransport', shapes.truth],
  ['aws:multifactorauthpresent', shapes.truth],
  ['aws:viaawsservice', shapes.truth],
  ['ssm:sessiondocumentaccesscheck', shapes.truth],
  ['aws:multifactorauthage', shapes.number],
  ['aws:currenttime', shapes.date],
  ['aws:tokenissuetime', shapes.date],
  ['aws:epochtime', shapes.epochSeconds],
  ['aws:sourceip', shapes.address],
  ['aws:vpcsourceip', shapes.address],
]);
