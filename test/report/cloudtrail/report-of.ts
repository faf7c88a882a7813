/** A mapping's audit, and its blocks by name. */
import { accessMap } from '../../../src/facts/access-map.js';
import { check } from '../../../src/generate.js';
import { proveMapping } from '../../../src/prove.js';
import { cloudTrailReport } from '../../../src/report/cloudtrail/cloudtrail-report.js';
import type { ReportInput } from '../../../src/report/report-input.js';
import { origin } from '../report-input.js';

const readRelated = async () => undefined;

export async function inputOf(text: string): Promise<ReportInput> {
  const source = {
    file: 'ssm-runas.yaml',
    fileName: 'ssm-runas.yaml',
    bytes: new TextEncoder().encode(text),
  };
  const { mapping, access, diagnostics } = await check(source, { readRelated });
  const { report: proof } = await proveMapping(source, { readRelated, policies: [] });
  if (!mapping || !access || !proof) throw new Error(JSON.stringify(diagnostics));
  return { mapping, access, map: accessMap(mapping, access), proof, origin };
}

export async function auditOf(text: string): Promise<string> {
  return cloudTrailReport(await inputOf(text));
}

export interface Block {
  readonly finding: string;
  readonly kind: 'lake' | 'athena' | 'events';
  readonly name: string;
  readonly text: string;
}

/** As a reader with a machine would cut the text. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^(`{3,})\w+ name=(\S+)\n(.*?)\n\1$/gms)].map(([, , name = '', text = '']) => {
    const [finding = '', kind = ''] = name.split('.');
    return { finding, kind: kind as Block['kind'], name, text };
  });
}
