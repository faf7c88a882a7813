/**
 * `default-document/`: `SSM-SessionManagerRunShell` of one account and Region, locked. A folder of its own, because it must be applied
 * after the policies, and because not every account has the document already: where it exists it is imported.
 */
import { lockedDefaultDocument } from '../../access/default-document.js';
import { defaultDocument } from '../../aws/names.js';
import type { RoleMapping } from '../../mapping/model.js';
import { documentOutput, seenFromRoot, types } from './addresses.js';
import type { Block } from './block.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { resource } from './provider-block.js';
import { call, equal, reference, text, tree } from './value.js';

const label = 'default';
const of = (attribute: string) => reference(types.document, label, attribute);

const lockAddress = `${types.document}.${label}`;
/** Of the variable that says whether there is something to import. */
const exists = 'default_document_exists';

/** Nothing where the mapping does not lock it in this step. */
export function planDefaultDocument(mapping: RoleMapping): PlannedFile[] {
  const content = lockedDefaultDocument(mapping);
  if (content === undefined) return [];
  const { layout, moduleAddress, defaultDocumentModuleAddress = moduleAddress } = mapping.output;
  const file = (path: string, blocks: readonly Block[], comment: readonly string[] = []): PlannedFile => ({
    kind: 'terraform',
    path,
    comment,
    blocks,
  });
  const rootBlocks: readonly Block[] = [
    {
      kind: 'variable',
      name: exists,
      description: `Whether this account and Region have ${defaultDocument} already. If they do, it is imported. ROLLOUT.md finds out.`,
      type: 'bool',
      default: true,
    },
    {
      kind: 'import',
      to: seenFromRoot({ layout, moduleAddress: defaultDocumentModuleAddress }, lockAddress),
      id: defaultDocument,
      when: reference('var', exists),
    },
  ];
  const asChild = layout === 'module';
  return [
    file(
      'default-document/default-document',
      [
        ...(asChild ? [] : rootBlocks),
        resource(
          types.document,
          label,
          {
            name: text(defaultDocument),
            document_type: text('Session'),
            document_format: text('JSON'),
            content: call('jsonencode', reference('local', 'content')),
            tags: tagsValue(mapping.documents.tags),
          },
          { lifecycle: { preventDestroy: true, ignoreChanges: [] } },
        ),
        { kind: 'locals', values: [{ name: 'content', value: tree(content) }] },
        asGenerated,
      ],
      [
        'The document of every session that names none, mapped or not, in one account and Region. Whoever starts it gets no shell.',
      ],
    ),
    file('default-document/outputs', [
      {
        kind: 'output',
        name: 'default_document',
        description:
          'The default document: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.',
        value: documentOutput(of),
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

/** No plan shows a default version that somebody rolled back. */
const asGenerated: Block = {
  kind: 'check',
  label: 'default_document',
  assertions: [
    {
      condition: equal(of('default_version'), of('latest_version')),
      message: text(
        'The default version is not the latest, because somebody changed it outside of Terraform.',
      ),
    },
    {
      condition: equal(
        call('jsonencode', call('jsondecode', of('content'))),
        call('jsonencode', reference('local', 'content')),
      ),
      message: text('AWS has another content than this configuration.'),
    },
  ],
};
