/**
 * Findings on reading and writing files: mappings, the output folder, clients, earlier reports.
 */
import { error, warning } from './entry.js';
import { capitalized, listed, quoted } from './quoted.js';
import { textFlaws } from './source.js';

/**
 * Findings about files: the mapping that cannot be read, the output folder that cannot be written, and our own faults.
 * All but `output-outside`, a mistake in the mapping, and `output-orphan-kept` end the run with exit code 4.
 */
export interface FileArguments {
  /** The file or folder as the user would name it. */
  readonly file: string;
}

export interface RefusedArguments extends FileArguments {
  /** What the system said, in words, such as `permission denied`. */
  readonly reason: string;
}

/** How a mapping was looked for, in vain. Folders and files are named as the user would. */
export type MappingSearch =
  | { readonly kind: 'named'; readonly file: string }
  | {
      readonly kind: 'upwards';
      readonly folder: string;
      /** Outside of a repository the parents are not searched. */
      readonly inRepository: boolean;
      /** Mappings below the folder. */
      readonly below: readonly string[];
    }
  | { readonly kind: 'downwards'; readonly folder: string };

/** What two mappings must not both write in AWS. */
export type SharedKind =
  | 'attributes'
  | 'permission-set'
  | 'document'
  | 'document-reached'
  | 'document-guarded'
  | 'os-user'
  | 'default-document';

const differentInstances =
  'If the mappings are for different instances of Identity Center, set `identityCenter.instanceArn` in both.';
const differentAccounts =
  'If the mappings are for different accounts or Regions, set `accounts` or `regions` in both.';

const applied =
  'What was applied last would decide who becomes which Linux user, and the people of another mapping could lose their sessions.';
const otherNames =
  'Set a different `documents.name` in each of them, such as `SSMRunAs-prod-{role}-Session`.';

/** `harm`: unless it is that the last apply decides. */
const shared: Readonly<Record<SharedKind, { what: string; remedy: string; harm?: string }>> = {
  attributes: {
    what: 'write the list of attributes for access control',
    remedy: `Set \`configuration: elsewhere\` in all mappings of the instance but one. ${differentInstances}`,
  },
  'permission-set': {
    what: 'have roles for the permission sets',
    remedy: `Keep each permission set in one mapping only. ${differentInstances}`,
  },
  document: {
    what: 'write the Session documents',
    remedy: `${otherNames} If the mappings are for different accounts, set \`accounts\` in both.`,
  },
  'document-reached': {
    what: 'give Session documents in different accounts the same names, and a policy that does not list accounts allows both:',
    harm: 'A person with a permission set of one mapping, assigned in an account of the other, could start the document there and become the Linux user of the other mapping.',
    remedy: `${otherNames} Or set \`arns: accounts\` in both, if the policies stay within their quota. ${differentInstances}`,
  },
  'document-guarded': {
    what: 'protect documents of the same names with service control policies that can apply to the same accounts:',
    harm: 'Each of these policies denies the permission sets of the other mapping, so nobody could start a session with such a document.',
    remedy: `${otherNames} If the mappings are for different accounts, set \`accounts\` in both, and different targets of \`serviceControlPolicies\`. ${differentInstances}`,
  },
  'os-user': {
    what: 'do not create the same Linux users alike:',
    remedy: `Make \`osAccount\` and \`nodes.accountDefaults\` say the same in both. ${differentAccounts}`,
  },
  'default-document': {
    what: 'lock the default document',
    remedy: `Set \`defaultDocument: lock\` in one of them only. ${differentAccounts}`,
  },
};

const mappingNames = 'ssm-runas.yaml, ssm-runas.yml or ssm-runas.json';

function searchedWhere(search: MappingSearch): string {
  switch (search.kind) {
    case 'named':
      return 'The path was given on the command line or to the library, and no file exists there.';
    case 'downwards':
      return `There is no ${mappingNames} in ${search.folder} or below it. Folders called .git, node_modules, .terraform or .terragrunt-cache are not searched.`;
    case 'upwards':
      return search.inRepository
        ? `There is no ${mappingNames} in ${search.folder} or in one of its parents up to the root of the repository, neither directly nor in .config/.`
        : `There is no ${mappingNames} in ${search.folder}, neither directly nor in .config/. This is not inside a git repository, so the parents were not searched.`;
  }
}

function searchRemedy(search: MappingSearch): string {
  if (search.kind === 'named') return 'Correct the path; it is relative to the current folder.';
  const below = search.kind === 'upwards' ? search.below : [];
  const [first] = below;
  if (first !== undefined) {
    const others = below.length > 1 ? ` Others below this folder: ${below.slice(1, 4).join(', ')}.` : '';
    return `Name it as an argument: \`${first}\`.${others}`;
  }
  return 'Run `ssm-runas-gen init` to write a mapping to start from. If you have a mapping, give its path as an argument.';
}

const aliasRefusals: Readonly<Record<string, string>> = {
  'foreign-alias': 'there is another alias called runas',
  'broken-markers': 'the lines BEGIN and END of an earlier merge are not a pair',
  'indented-section': 'an indented section heading would become part of the alias',
};

export const outputEntries = {
  'mapping-not-found': error<MappingSearch>((search) => ({
    summary:
      search.kind === 'named' ? `There is no role mapping at ${search.file}` : 'No role mapping was found',
    detail: searchedWhere(search),
    remedy: searchRemedy(search),
  })),
  'mappings-same-folder': error<{
    readonly directory: string;
    readonly others: readonly string[];
    readonly nested: boolean;
  }>(({ directory, others, nested }) => ({
    summary: `The output folder ${quoted(directory)} ${nested ? 'overlaps with that of' : 'is also that of'} ${listed(others)}`,
    detail:
      'Each of these mappings would remove or replace the files of another. No files were written for them.',
    remedy:
      'Set `output.directory` to different folders, none of which contains another, such as `generated/dev` and `generated/prod`.',
  })),
  'mappings-same-name': error<{ readonly name: string | undefined; readonly others: readonly string[] }>(
    ({ name, others }) => ({
      summary:
        name === undefined
          ? `This mapping has no name, and neither has ${listed(others)}`
          : `The name ${quoted(name)} is also that of ${listed(others)}`,
      detail:
        'These mappings may be for one organization. Their service control policies would have the same names, and each would replace those of another. None of these mappings was written.',
      remedy: 'Set a different `name` in each of them, such as `name: dev` and `name: prod`.',
    }),
  ),
  'mappings-same-resource': error<{
    readonly kind: SharedKind;
    /** In the order of the mapping; empty where there is one of the kind only. */
    readonly names: readonly string[];
    readonly others: readonly string[];
  }>(({ kind, names, others }) => {
    const { what, remedy, harm = applied } = shared[kind];
    return {
      summary: `This mapping and ${listed(others)} ${what}${names.length > 0 ? ` ${listed(names)}` : ''}`,
      detail: `${harm} None of these mappings was written.`,
      remedy,
    };
  }),
  'mapping-unreadable': error<RefusedArguments>(({ file, reason }) => ({
    summary: `The role mapping ${file} cannot be read`,
    detail: `${capitalized(reason)}.`,
    remedy: 'Give a file that exists and that you have permission to read.',
  })),
  'input-unreadable': error<RefusedArguments>(({ file, reason }) => ({
    summary: `${file} cannot be read`,
    detail: `${capitalized(reason)}.`,
    remedy: 'Give a file that exists and that you have permission to read.',
  })),
  'current-folder-unusable': error<{ readonly reason: string }>(({ reason }) => ({
    summary: 'The current folder cannot be used',
    detail: `Relative paths start there: ${reason}.`,
    remedy: 'Change to a folder that exists and whose name is UTF-8, and run the command there.',
  })),
  'client-alias-refused': error<FileArguments & { readonly reason: string; readonly line: number }>(
    ({ file, reason, line }) => ({
      summary: `The alias cannot be put into ${file}`,
      detail: `Line ${line}: ${aliasRefusals[reason] ?? reason}.`,
      remedy: 'Correct that line, or copy the lines of `client --shell aws-cli` by hand.',
    }),
  ),
  'client-other-mapping': error<FileArguments & { readonly other: string; readonly own: string }>(
    ({ file, other, own }) => ({
      summary: `${file} is the client of another mapping`,
      detail: `It was made for the mapping ${quoted(other)}; this mapping is ${quoted(own)}. A mapping without \`name\` is known by its file name and its roles. Nothing was written.`,
      remedy:
        'Pass `--replace` to replace it, or choose another folder. State `name` in each mapping, so that a new role does not look like another mapping.',
    }),
  ),
  'output-outside': error<{ readonly directory: string; readonly root: string }>(({ directory, root }) => ({
    summary: `The output folder ${directory} is outside the repository`,
    detail: `\`output.directory\` must be inside ${root}, also after symbolic links are resolved. This prevents a mapping from writing files elsewhere on your computer.`,
    remedy: 'Choose a folder inside the repository, or pass `--out DIR` on the command line.',
  })),
  'output-foreign-file': error<FileArguments>(({ file }) => ({
    summary: `${file} was not written by ssm-runas-gen`,
    detail:
      'A file of this name would be generated, but the existing file does not begin with the line `Code generated by ssm-runas-gen … DO NOT EDIT.` Nothing was written.',
    remedy: 'Move the file away, or choose another output folder.',
  })),
  'output-override-file': error<FileArguments & { readonly replaced: string | undefined }>(
    ({ file, replaced }) => ({
      summary: `${file} changes what the generated files say`,
      detail:
        replaced === undefined
          ? 'Terraform and OpenTofu merge a file of this name over the other files of its folder, so what they apply is not what was generated and proven. Nothing was written.'
          : `OpenTofu reads this file and ignores ${replaced}, so what it applies is not what was generated and proven. Nothing was written.`,
      remedy:
        'Remove the file, and change the mapping instead. If it only adds something, such as a backend or a provider, rename it, for example to `backend.tf`.',
    }),
  ),
  'output-other-mapping': error<{
    readonly folder: string;
    /** As the folder names it. */
    readonly other: string;
    readonly otherName: string | undefined;
    readonly name: string | undefined;
  }>(({ folder, other, otherName, name }) => ({
    summary: `${folder} belongs to another mapping`,
    detail:
      otherName === undefined
        ? `Its files were generated from ${other}, which still exists. This mapping would replace them. Nothing was written.`
        : `Its files were generated from a mapping with the name ${quoted(otherName)}; this mapping ${name === undefined ? 'has no name' : `has the name ${quoted(name)}`}. It would replace them. Nothing was written.`,
    remedy: `Set another \`output.directory\` in this mapping.${otherName === undefined ? '' : ` If the mapping was renamed, remove the folder ${folder} first.`}`,
  })),
  'output-without-mapping': error<{ readonly folder: string; readonly mapping: string }>(
    ({ folder, mapping }) => ({
      summary: `The mapping of ${folder} does not exist`,
      detail: `Its files were generated from ${mapping}. No mapping that --all found writes them, so nothing updates or checks them.`,
      remedy: `If the mapping has another file name now, give its path as an argument: --all finds only ${mappingNames}. If the mapping was deleted, follow \`docs/leaving.md\`, and then delete the files that ${folder}/.ssm-runas-gen.json lists, and this file last. Do not delete the whole folder if it has other files, such as another mapping. To keep the files without this tool, delete ${folder}/.ssm-runas-gen.json.`,
    }),
  ),
  'output-is-link': error<FileArguments>(({ file }) => ({
    summary: `${file} is a link`,
    detail:
      'The tool never writes generated files through links, because a link may lead to any place. Nothing was written.',
    remedy: 'Remove the link, or choose another output folder.',
  })),
  'output-not-a-folder': error<FileArguments>(({ file }) => ({
    summary: `${file} is not a folder`,
    detail: 'This path must be a folder for generated files, but it is something else. Nothing was written.',
    remedy: 'Move it away, or choose another output folder.',
  })),
  'output-not-a-file': error<FileArguments>(({ file }) => ({
    summary: `${file} is not a regular file`,
    detail:
      'A file of this name would be generated, but a folder, pipe or device of that name exists. Nothing was written.',
    remedy: 'Move it away, or choose another output folder.',
  })),
  'output-unreadable': error<RefusedArguments>(({ file, reason }) => ({
    summary: `${file} cannot be read`,
    detail: `The tool reads the output folder before it changes it, and reading failed: ${reason}. Nothing was written.`,
    remedy: 'Fix the permissions, or choose another output folder.',
  })),
  'output-unwritable': error<RefusedArguments & { readonly isOneOfSeveral: boolean }>(
    ({ file, reason, isOneOfSeveral }) => ({
      summary: `${file} cannot be written`,
      detail: isOneOfSeveral
        ? `Writing failed: ${reason}. Every file is either the old or the new one; no file is half written. The next run writes the others.`
        : `Writing failed: ${reason}.`,
      remedy: 'Fix the cause and run the command again.',
    }),
  ),
  'output-orphan-kept': warning<FileArguments>(({ file }) => ({
    summary: `${file} is no longer generated and was left in place`,
    detail:
      'It was generated by an earlier run, but it was changed since and does not start with the marker line, so somebody may need it.',
    remedy: 'Remove the file if nobody needs it.',
  })),
  'internal-fault': error<{ readonly message: string }>(({ message }) => ({
    summary: 'ssm-runas-gen itself failed',
    detail: `This is a fault in the tool, not in your mapping: ${message}`,
    remedy:
      'Report it. Set SSM_RUNAS_GEN_DEBUG=1, run the command again, and add the stack trace and, if you may share it, the mapping.',
  })),
};

const reasons = {
  ...textFlaws,
  'no-data': 'it contains no data of a report',
  'other-version': 'its data are of another version of the format',
  damaged: 'its data were changed after this tool wrote them',
} as const;

/** Findings of reports. */
export const reportEntries = {
  'report-against-foreign': error<{ file: string; reason: keyof typeof reasons }>(({ file, reason }) => ({
    summary: `${quoted(file)} is not an HTML report of this tool`,
    detail: `It cannot be compared: ${reasons[reason]}.`,
    remedy:
      'Write the page again: `ssm-runas-gen report --format html > FILE`, then pass it with `--against FILE`.',
  })),
};
