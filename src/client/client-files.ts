/**
 * The clients, by the name that `--shell` takes, and the files they become. A further client is a line here.
 * Pure: from facts to texts.
 */
import { type VerbatimFile, verbatimFile } from '../terraform/plan/file.js';
import { awsCliAlias } from './aws-cli-alias.js';
import type { ClientFacts } from './client-facts.js';
import { posixScript } from './posix-script.js';
import { powerShellScript } from './powershell-script.js';

export type ClientShell = 'sh' | 'powershell' | 'aws-cli';

interface Client {
  /** Below `client/`. */
  readonly fileName: string;
  readonly executable: boolean;
  readonly text: (facts: ClientFacts) => string;
}

const clients: Readonly<Record<ClientShell, Client>> = {
  sh: { fileName: 'ssm-runas', executable: true, text: posixScript },
  powershell: { fileName: 'ssm-runas.ps1', executable: false, text: powerShellScript },
  'aws-cli': { fileName: 'aws-cli-alias', executable: false, text: awsCliAlias },
};

export const clientShells = Object.keys(clients) as readonly ClientShell[];

export function clientFile(facts: ClientFacts, shell: ClientShell): VerbatimFile {
  const { fileName, executable, text } = clients[shell];
  return verbatimFile(`client/${fileName}`, text(facts), executable);
}

export function clientFiles(facts: ClientFacts): VerbatimFile[] {
  return clientShells.map((shell) => clientFile(facts, shell));
}
