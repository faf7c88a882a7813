/**
 * `ACCESS.md`, for the pull request: what the mapping means for people. Written by every `generate`, and so made of
 * nothing that takes time; of the proof it says what `generate` itself looks at.
 */
import type { Access } from '../../access/access.js';
import type { RoleMapping } from '../../mapping/model.js';
import { bullets, comment, type Section } from '../../markdown/strings.js';
import { headerFor } from '../../terraform/plan/file.js';
import { accessFileName, accessPage, type VerbatimFile } from './access-page.js';

export function accessFile(mapping: RoleMapping, access: Access): VerbatimFile {
  const text = `${comment(headerFor(mapping.fileName))}\n\n${accessPage(mapping, access, quickProof)}\n`;
  return { kind: 'verbatim', path: accessFileName, text, executable: false };
}

/** True of every run: this file cannot tell whether it was made with `--no-prove`. */
const quickProof: Section = {
  heading: 'The proof',
  body: [
    'Unless it is told `--no-prove`, `generate` tries the policies before it writes, alone and beside `AdministratorAccess`: by the own document, by that of another role, by the default one and by none; on a node in scope and on one without its tags; without the tag and with a tag that says `root`. It writes nothing that opens more than it should. That is a part of the proof; the whole of it:',
    bullets([
      '`ssm-runas-gen prove` tries every request that could matter; with `--with-policy FILE` beside what else is attached, with `--scp FILE` under a service control policy.',
      '`ssm-runas-gen report` prints this page with the result of the whole proof.',
    ]),
  ],
};
