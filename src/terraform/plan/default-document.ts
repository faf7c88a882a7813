/**
 * `default-document/`: `SSM-SessionManagerRunShell` of one account, locked. A folder of its own, because it must be applied
 * after the policies, and because not every account has the document already: where it exists it is imported.
 */
import { lockedDefaultDocument } from '../../access/default-document.js';
import { documentAt } from '../../access/document-by-place.js';
import { defaultDocument } from '../../aws/names.js';
import type { SessionDocument } from '../../aws/session-document.js';
import type { RoleMapping } from '../../mapping/model.js';
import { documentOutput, seenFromRoot, types } from './addresses.js';
import type { Block } from './block.js';
import { contentValue, namesFilledIn, placeLookups } from './document-content.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { type Placing, placingOf } from './placing.js';
import { resource } from './provider-block.js';
import {
  call,
  type Expression,
  eachKey,
  equal,
  index,
  list,
  mapOf,
  reference,
  text,
  type Value,
  yesOrNo,
} from './value.js';

const label = 'default';
const lockAddress = `${types.document}.${label}`;

/** Nothing where the mapping does not lock it in this step. */
export function planDefaultDocument(mapping: RoleMapping): PlannedFile[] {
  const content = lockedDefaultDocument(mapping);
  if (content === undefined) return [];
  const placing = placingOf(mapping);
  const asChild = mapping.output.layout === 'module';
  const rootBlocks = adoption(mapping, placing);
  const contents = contentsIn(mapping, content, placing);
  const file = (path: string, blocks: readonly Block[], comment: readonly string[] = []): PlannedFile => ({
    kind: 'terraform',
    path,
    comment,
    blocks,
  });
  const where = placing.regions ? 'one account' : 'one account and Region';
  return [
    file(
      'default-document/default-document',
      [
        ...(asChild ? [] : rootBlocks),
        ...placeLookups([content], placing.regions !== undefined),
        resource(
          types.document,
          label,
          {
            name: text(defaultDocument),
            document_type: text('Session'),
            document_format: text('JSON'),
            content: call('jsonencode', contents.at(eachKey)),
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
    ),
    file('default-document/outputs', [
      {
        kind: 'output',
        name: 'default_document',
        description: `The default document: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.${placing.regions ? ' By Region.' : ''}`,
        value: placing.byRegion((of) => documentOutput(of(types.document, label))),
      },
    ]),
    ...(asChild
      ? [
          file('root-blocks/default-document', rootBlocks, [
            'Copy into the root module that calls the default-document module.',
          ]),
        ]
      : []),
  ];
}

/** The local `content`. */
interface Contents {
  readonly value: Value;
  readonly at: (region: Expression) => Expression;
}

/** One for each Region where one call is for all of them and the content names the Region. */
function contentsIn({ regions }: RoleMapping, content: SessionDocument, placing: Placing): Contents {
  const local = reference('local', 'content');
  if (placing.regions === undefined || !namesFilledIn([content]).has('region'))
    return { value: contentValue(content), at: () => local };
  return {
    value: mapOf(regions.map((region) => [region, contentValue(documentAt(content, { region }))])),
    at: (region) => index(local, region),
  };
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

/** No plan shows a default version that somebody rolled back. */
function asGenerated({ everywhere }: Placing, { at }: Contents): Block {
  return {
    kind: 'check',
    label: 'default_document',
    assertions: [
      {
        condition: everywhere(types.document, label, (of) =>
          equal(of('default_version'), of('latest_version')),
        ),
        message: text(
          'The default version is not the latest, because somebody changed it outside of Terraform.',
        ),
      },
      {
        condition: everywhere(types.document, label, (of, region) =>
          equal(call('jsonencode', call('jsondecode', of('content'))), call('jsonencode', at(region))),
        ),
        message: text('AWS has another content than this configuration.'),
      },
    ],
  };
}
