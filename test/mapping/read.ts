/** Reads a mapping given as text, with merge files given as text. */

import { type Diagnostic, sortDiagnostics } from '../../src/diagnostics/diagnostic.js';
import { unsupportedIn } from '../../src/iam/evaluate/policy.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { readMapping } from '../../src/mapping/read-mapping.js';

export interface ReadText {
  readonly findings: readonly Diagnostic[];
  readonly codes: readonly string[];
  readonly mapping: RoleMapping | undefined;
}

export async function readText(
  text: string | Uint8Array,
  {
    fileName = 'ssm-runas.yaml',
    files = {},
  }: { fileName?: string; files?: Readonly<Record<string, string>> } = {},
): Promise<ReadText> {
  const encoder = new TextEncoder();
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const { diagnostics, mapping } = await readMapping(
    { file: fileName, fileName, bytes },
    async (path) => {
      const file = files[path];
      return file === undefined ? undefined : encoder.encode(file);
    },
    unsupportedIn,
  );
  const findings = sortDiagnostics(diagnostics);
  return { findings, codes: findings.map(({ code }) => code), mapping };
}

/** The mapping of a text that must have no mistake. */
export async function modelOf(text: string, options?: Parameters<typeof readText>[1]): Promise<RoleMapping> {
  const { findings, mapping } = await readText(text, options);
  if (mapping) return mapping;
  throw new Error(findings.map(({ code, summary }) => `${code}: ${summary}`).join('\n'));
}

/** Everything that would be warned about is stated, so that a test sees only what it is about. */
export const quietTop = `version: 1
accessControlAttributes: { configuration: disabled }
accounts: ["111122223333"]
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }
`;

/** The same, with more settings of `documents`. */
export const quietTopWith = (documents: string): string =>
  quietTop.replace('documents: { ', `documents: { ${documents}, `);
