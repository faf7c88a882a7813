/** The list of attributes for access control that stays. */
import { runAsTag } from '../../aws/names.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { isHeldAs, placeholder } from '../attribute-cut-over.js';
import { type StepName, stepNamed } from '../step.js';
import { type Rule, reportIdle } from './context.js';

const attributes = 'accessControlAttributes';
const keepPath: Path = [attributes, 'keep'];

export const noIdleAttributeKeys: Rule = ({ mapping, isWritten, report }) => {
  const configuration = mapping.accessControlAttributes?.configuration;
  if (configuration === undefined || configuration === 'managed') return;
  const idle = configuration === 'unmanaged' ? ['address'] : ['keep', 'address', 'whenNoneRemain'];
  for (const key of idle) {
    const path = [attributes, key];
    if (isWritten(path)) reportIdle(path, `when the configuration is ${configuration}`, report);
  }
};

/** To say `refuse` is to say the default. */
export const choiceForNoneHasEffect: Rule = ({ mapping, report }) => {
  const { configuration, keep = {}, whenNoneRemain } = mapping.accessControlAttributes ?? {};
  if (!isHeldAs(configuration)) return;
  const isStatedChoice = whenNoneRemain !== undefined && whenNoneRemain !== 'refuse';
  if (!isStatedChoice || Object.keys(keep).length === 0) return;
  reportIdle([attributes, 'whenNoneRemain'], 'as long as `keep` is not empty', report);
};

export const keepIsUsable: Rule = ({ mapping, isStated, isWhole, report }) => {
  const { configuration, keep, whenNoneRemain } = mapping.accessControlAttributes ?? {};
  if (!isHeldAs(configuration)) return;
  if (!isStated(keepPath)) {
    report('keep-unstated', { path: [attributes, 'configuration'] }, { configuration });
    return;
  }
  if (keep === undefined) return;
  const refuses = whenNoneRemain === 'refuse' || !isStated([attributes, 'whenNoneRemain']);
  const isEmpty = Object.keys(keep).length === 0 && isWhole(keepPath);
  // Identity Center holds 50; in this step SSMSessionRunAs is still among them.
  const staysFull =
    configuration === 'managed' && isUntouched(mapping.rollout) && Object.keys(keep).length >= 50;
  if (staysFull) {
    report(
      'value-out-of-range',
      { path: keepPath, point: 'key' },
      { limit: 'have at most 49 entries in this step' },
    );
  }
  if (isEmpty && refuses) report('keep-empty', { path: keepPath, point: 'key' }, {});
};

export const attributeKeysDiffer: Rule = ({ mapping, report }) => {
  const { keep = {}, whenNoneRemain } = mapping.accessControlAttributes ?? {};
  const seen = new Map<string, string>();
  for (const key of Object.keys(keep)) {
    const place = { path: [...keepPath, key], point: 'key' } as const;
    const folded = key.toLowerCase();
    const other = seen.get(folded);
    seen.set(folded, key);
    if (folded === runAsTag.toLowerCase()) report('keep-run-as', place, { key });
    else if (other !== undefined) report('keep-same-key', place, { key, other });
    else if (whenNoneRemain === 'placeholder' && folded === placeholder.key.toLowerCase()) {
      report('keep-placeholder-taken', place, { key });
    }
  }
};

export const managedStatesWhatItRemoves: Rule = ({ mapping, isStated, report }) => {
  const isManaged = mapping.accessControlAttributes?.configuration === 'managed';
  if (!isManaged || !isUntouched(mapping.rollout) || isStated([attributes, 'removes'])) return;
  report('removes-unstated', { path: [attributes, 'configuration'] }, {});
};

/** Whether the step leaves the attribute `SSMSessionRunAs` in the list. */
function isUntouched(rollout: StepName | undefined): boolean {
  return rollout !== undefined && stepNamed(rollout).attribute === 'stays';
}
