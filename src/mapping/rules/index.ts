/** The registry of the rules of meaning: one line each. */
import { accountsStated, arnsHaveAccounts } from './accounts.js';
import {
  attributeKeysDiffer,
  choiceForNoneHasEffect,
  keepIsUsable,
  managedStatesWhatItRemoves,
  noIdleAttributeKeys,
} from './attributes.js';
import type { Rule } from './context.js';
import {
  attributesStated,
  instanceArnStated,
  removalWaits,
  rolloutStated,
  tagDecidesNothing,
  tagNotDeniedEarly,
} from './cut-over.js';
import {
  documentNamesValid,
  documentsWithinQuota,
  previousNamesValid,
  protectionNarrow,
} from './documents.js';
import { exceptionsKnown, guardrailsLeaveSessions } from './guardrails.js';
import { keyInOnePlace } from './kms-key.js';
import { labelsDiffer } from './labels.js';
import { logsHaveSink } from './logging.js';
import { nodesScoped, nodeTagsDiffer } from './nodes.js';
import { notYet } from './not-yet.js';
import { osUsersDiffer, osUsersOrdinary } from './os-users.js';
import { directoryOfItsOwn, moduleAddressHasEffect, moduleAddressStated } from './output.js';
import { arnsOfPartition, regionsOfPartition } from './partition.js';
import {
  createdHadNoSessions,
  permissionSetsDiffer,
  permissionSetsOfInstance,
  permissionSetsUnambiguous,
} from './permission-sets.js';
import { sessionsEncrypted } from './session-encryption.js';

export const rules: readonly Rule[] = [
  notYet,
  attributesStated,
  rolloutStated,
  instanceArnStated,
  tagNotDeniedEarly,
  tagDecidesNothing,
  removalWaits,
  noIdleAttributeKeys,
  choiceForNoneHasEffect,
  keepIsUsable,
  attributeKeysDiffer,
  managedStatesWhatItRemoves,
  accountsStated,
  arnsHaveAccounts,
  arnsOfPartition,
  regionsOfPartition,
  nodesScoped,
  nodeTagsDiffer,
  sessionsEncrypted,
  keyInOnePlace,
  logsHaveSink,
  documentNamesValid,
  previousNamesValid,
  documentsWithinQuota,
  protectionNarrow,
  labelsDiffer,
  osUsersOrdinary,
  osUsersDiffer,
  permissionSetsUnambiguous,
  createdHadNoSessions,
  permissionSetsDiffer,
  permissionSetsOfInstance,
  exceptionsKnown,
  guardrailsLeaveSessions,
  directoryOfItsOwn,
  moduleAddressStated,
  moduleAddressHasEffect,
];
