/** Where the output goes, and what a module layout must know about its root. */
import { posix } from 'node:path';
import { defaults } from '../../compiled/role-mapping.js';
import { attributesOf, rootBlockNeeded } from '../attribute-cut-over.js';
import type { WrittenAttributes } from '../schema/raw-mapping.js';
import { stepNamed } from '../step.js';
import { type DirectoryProblem, type Rule, reportIdle } from './context.js';

const directoryPath = ['output', 'directory'];

/**
 * The tool removes what it no longer makes; it must not do that beside the mapping, nor among Git's files, nor outside of the
 * repository. The disk knows links and the names of parent folders.
 */
export const directoryOfItsOwn: Rule = ({ mapping, isWhole, judgeDirectory, report }) => {
  if (!isWhole(directoryPath)) return;
  const directory = mapping.output?.directory ?? defaults.output.directory;
  const problem = problemByName(directory) ?? judgeDirectory?.(directory);
  if (problem === undefined) return;
  const place = { path: directoryPath };
  if ('taken' in problem) report('directory-unusable', place, { directory, ...problem });
  else report('output-outside', place, { directory, root: problem.outsideOf });
};

function problemByName(directory: string): DirectoryProblem | undefined {
  const normal = posix.normalize(`${directory}/`);
  if (normal.toLowerCase().split('/').includes('.git')) return { taken: 'git' };
  return normal === './' ? { taken: 'mapping' } : undefined;
}

export const moduleAddressHasEffect: Rule = ({ mapping, isWritten, isWhole, report }) => {
  const { layout, defaultDocumentModuleAddress } = mapping.output ?? {};
  const isNoModule = layout !== 'module' && isWhole(['output', 'layout']);
  const path = ['output', 'moduleAddress'];
  if (isWritten(path) && isNoModule) reportIdle(path, 'unless `layout` is module', report);
  if (defaultDocumentModuleAddress === undefined) return;
  const own = ['output', 'defaultDocumentModuleAddress'];
  if (isNoModule) reportIdle(own, 'unless `layout` is module', report);
  else if (mapping.defaultDocument !== 'lock' && isWhole(['defaultDocument']))
    reportIdle(own, 'unless `defaultDocument` is lock', report);
};

/** Import blocks are refused in child modules (https://developer.hashicorp.com/terraform/language/import). */
export const moduleAddressStated: Rule = ({ mapping, isStated, isWhole, report }) => {
  if (mapping.output?.layout !== 'module' || isStated(['output', 'moduleAddress'])) return;
  const { accessControlAttributes: attributes, rollout } = mapping;
  const step = stepNamed(rollout ?? 'enforce');
  // Without a step or a configuration there is another finding already.
  const block =
    attributes?.configuration === undefined || rollout === undefined
      ? undefined
      : rootBlockNeeded(attributesOf(attributes as WrittenAttributes), step);
  const imports =
    mapping.defaultDocument === 'lock' &&
    isWhole(['rollout']) &&
    step.locksDefaultDocument &&
    !isStated(['output', 'defaultDocumentModuleAddress']);
  const needed = block ?? (imports ? 'import' : undefined);
  if (needed !== undefined)
    report('module-address-unstated', { path: ['output', 'layout'] }, { block: needed });
};

/** With provider 6 one call creates the documents in all Regions, so that it must know them. */
export const regionsStated: Rule = ({ mapping, isStated, report }) => {
  const { awsProvider } = mapping.output ?? {};
  if (String(awsProvider) !== '6' || isStated(['regions'])) return;
  report('regions-unstated', { path: ['output', 'awsProvider'] }, {});
};
