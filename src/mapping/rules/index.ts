/** The registry of the rules of meaning: one line each. */

import { acceptedAreWarnings } from './accept.js';
import { assignmentsDiffer, assignmentsInAccounts, assignmentsSayWho } from './assignments.js';
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
import { deployersAreFew, deployersStated } from './deployers.js';
import {
  documentNamesValid,
  documentsWithinQuota,
  previousNamesValid,
  protectionNarrow,
} from './documents.js';
import { exceptionsKnown, guardrailsLeaveSessions, targetsHavePolicies } from './guardrails.js';
import { labelsDiffer } from './labels.js';
import { matchedAttributesStay, nodeTagsDiffer, nodeTagsListedOrMatched } from './node-tags.js';
import {
  accountsHaveEffect,
  osAccountsAgree,
  osAccountsApart,
  sudoTellsUsersApart,
  usersTargetable,
} from './node-users.js';
import { directoryOfItsOwn, moduleAddressHasEffect, moduleAddressStated, regionsStated } from './output.js';
import { accountsStated, arnsHaveAccounts, arnsOfPartition, regionsOfPartition } from './places.js';
import {
  createdHadNoSessions,
  nodesScoped,
  osUsersDiffer,
  osUsersOrdinary,
  permissionSetsDiffer,
  permissionSetsOfInstance,
  permissionSetsUnambiguous,
  sshLeftClosed,
} from './roles.js';
import { keyInOneRegion, logsHaveSink, placeholdersFilled, sessionsEncrypted } from './session.js';
import { stackSetAccountsListed, stackSetKeysAgree, stackSetStated } from './stack-set.js';

export const rules: readonly Rule[] = [
  acceptedAreWarnings,
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
  accountsHaveEffect,
  usersTargetable,
  osAccountsAgree,
  osAccountsApart,
  sudoTellsUsersApart,
  nodeTagsListedOrMatched,
  matchedAttributesStay,
  sessionsEncrypted,
  keyInOneRegion,
  logsHaveSink,
  placeholdersFilled,
  documentNamesValid,
  previousNamesValid,
  documentsWithinQuota,
  protectionNarrow,
  stackSetStated,
  stackSetKeysAgree,
  stackSetAccountsListed,
  deployersStated,
  deployersAreFew,
  labelsDiffer,
  osUsersOrdinary,
  osUsersDiffer,
  sshLeftClosed,
  permissionSetsUnambiguous,
  createdHadNoSessions,
  permissionSetsDiffer,
  permissionSetsOfInstance,
  assignmentsSayWho,
  assignmentsInAccounts,
  assignmentsDiffer,
  exceptionsKnown,
  guardrailsLeaveSessions,
  targetsHavePolicies,
  directoryOfItsOwn,
  moduleAddressStated,
  moduleAddressHasEffect,
  regionsStated,
];
