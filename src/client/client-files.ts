/**
 * The clients, by the name that `--shell` takes, and the files they become. A further client is a line here.
 * Pure: from a mapping to texts.
 */
import type { RoleMapping } from '../mapping/model.js';
import { type VerbatimFile, verbatimFile } from '../terraform/plan/file.js';
import { awsCliAlias } from './aws-cli-alias.js';
import { posixScript } from './posix-script.js';
import { powerShellScript } from './powershell-script.js';

export type ClientShell = 'sh' | 'powershell' | 'aws-cli';

interface Client {
  /** Below `client/`. */
  readonly fileName: string;
  readonly executable: boolean;
  readonly text: (mapping: RoleMapping) => string;
}

const clients: Readonly<Record<ClientShell, Client>> = {
  sh: { fileName: 'ssm-runas', executable: true, text: posixScript },
  powershell: { fileName: 'ssm-runas.ps1', executable: false, text: powerShellScript },
  'aws-cli': { fileName: 'aws-cli-alias', executable: false, text: awsCliAlias },
};

export const clientShells = Object.keys(clients) as readonly ClientShell[];

export function clientFile(mapping: RoleMapping, shell: ClientShell): VerbatimFile {
  const { fileName, executable, text } = clients[shell];
  return verbatimFile(`client/${fileName}`, text(mapping), executable);
}

export function clientFiles(mapping: RoleMapping): VerbatimFile[] {
  return clientShells.map((shell) => clientFile(mapping, shell));
}
