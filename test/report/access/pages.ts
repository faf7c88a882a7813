/** Pages that the tests read: ACCESS.md of a mapping's text, and the picture in it. */
import { accessMap } from '../../../src/facts/access-map.js';
import { mappingDigest } from '../../../src/mapping/origin.js';
import { accessFile } from '../../../src/report/access/access-page.js';
import { compileMapping } from '../../cases/case.js';

/** Merge files are read relative to `from`. */
export async function pageOf(mapping: string, from?: string): Promise<string> {
  const compiled = await compileMapping(mapping, 'hcl', from);
  const { mapping: model, access, diagnostics } = compiled;
  if (!model || !access) throw new Error(JSON.stringify(diagnostics));
  const map = accessMap(model, access);
  return accessFile({ mapping: model, access, map }, mappingDigest(model)).text;
}

/** Undefined where the page has none. */
export function pictureIn(page: string): string | undefined {
  return /\n```mermaid\n(.*?)\n```\n/s.exec(page)?.[1];
}
