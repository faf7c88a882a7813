/**
 * `default-document/`: `SSM-SessionManagerRunShell` of one account, locked. A folder of its own, because it must be applied
 * after the policies, and because not every account has the document already: where it exists it is imported.
 */
import { lockedDefaultDocument } from '../../access/default-document.js';
import { documentAt } from '../../access/document-by-place.js';
import { defaultDocument } from '../../aws/names.js';
import type { RoleMapping } from '../../mapping/model.js';
import { seenFromRoot, types } from './addresses.js';
import type { Block } from './block.js';
import { contentValue, type LocalContents, localContents, placeLookups } from './document-content.js';
import { type PlannedFile, terraformFile, withRootBlocks } from './file.js';
import { type Placing, placingOf } from './placing.js';
import {
  documentOutput,
  documentOutputWords,
  documentResource,
  latestIsDefault,
  normalisedContent,
  tagsValue,
} from './ssm-document.js';
import { call, equal, list, reference, text, yesOrNo } from './value.js';

const label = 'default';
const lockAddress = `${types.document}.${label}`;

/** Nothing where the mapping does not lock it in this step. */
export function planDefaultDocument(mapping: RoleMapping): PlannedFile[] {
  const content = lockedDefaultDocument(mapping);
  if (content === undefined) return [];
  const placing = placingOf(mapping);
  const contents = localContents('content', [content], mapping, placing, (place) =>
    contentValue(documentAt(content, place)),
  );
  const where = placing.regions ? 'one account' : 'one account and Region';
  const file = terraformFile(
    'default-document/default-document',
    [
      ...placeLookups([content], placing),
      documentResource(
        label,
        {
          name: defaultDocument,
          type: 'Session',
          content: contents.inResource,
          tags: tagsValue(mapping.documents.tags),
        },
        { regions: placing.regions, lifecycle: { preventDestroy: true, ignoreChanges: [] } },
      ),
      { kind: 'locals', values: [...placing.locals, { name: 'content', value: contents.value }] },
      asGenerated(placing, contents),
    ],
    [
      `The document of every session that names none, mapped or not, in ${where}. Whoever starts it gets no shell.`,
    ],
  );
  return [
    ...withRootBlocks(file, adoption(mapping, placing), mapping.output),
    terraformFile('default-document/outputs', [
      {
        kind: 'output',
        name: 'default_document',
        description: `The default document: ${documentOutputWords}${placing.regions ? ' By Region.' : ''}`,
        value: placing.byRegion((of) => documentOutput(of(types.document, label))),
      },
    ]),
  ];
}

/** Imports the document where it exists, which a variable says. Only a root may have these blocks. */
function adoption({ output, regions }: RoleMapping, placing: Placing): readonly Block[] {
  const { layout, moduleAddress, defaultDocumentModuleAddress = moduleAddress } = output;
  const block = {
    kind: 'import',
    to: seenFromRoot({ layout, moduleAddress: defaultDocumentModuleAddress }, lockAddress),
    id: defaultDocument,
  } as const;
  if (placing.regions === undefined) {
    const name = 'default_document_exists';
    return [
      {
        kind: 'variable',
        name,
        description: `Whether this account and Region have ${defaultDocument} already. If they do, it is imported. ROLLOUT.md finds out.`,
        type: reference('bool'),
        default: yesOrNo(true),
      },
      { ...block, when: reference('var', name) },
    ];
  }
  const name = 'default_document_regions';
  return [
    {
      kind: 'variable',
      name,
      description: `The Regions in which this account has ${defaultDocument} already. There it is imported. ROLLOUT.md finds out.`,
      type: call('set', reference('string')),
      default: list(regions.map(text)),
    },
    { ...block, regions: reference('var', name) },
  ];
}

function asGenerated({ everywhere }: Placing, { inCheck }: LocalContents): Block {
  return {
    kind: 'check',
    label: 'default_document',
    assertions: [
      {
        condition: everywhere(types.document, label, latestIsDefault),
        message: text(
          'The default version is not the latest, because somebody changed it outside of Terraform.',
        ),
      },
      {
        condition: everywhere(types.document, label, (of) =>
          equal(normalisedContent(of), call('jsonencode', inCheck)),
        ),
        message: text('AWS has another content than this configuration.'),
      },
    ],
  };
}
