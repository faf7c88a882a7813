/** Warnings that the mapping accepts: each code is that of a warning, and is there once. */
import { catalog, isAcceptable, isDiagnosticCode } from '../../diagnostics/catalog/index.js';
import { nearest } from '../nearest.js';
import type { Rule } from './context.js';

export const acceptedAreWarnings: Rule = ({ mapping, report }) => {
  const seen = new Set<string>();
  for (const [index, entry] of (mapping.accept ?? []).entries()) {
    const code = entry?.code;
    if (code === undefined) continue;
    const reason = seen.has(code) ? 'repeated' : reasonAgainst(code);
    seen.add(code);
    if (reason === undefined) continue;
    const suggestion =
      reason === 'unknown' ? nearest(code, Object.keys(catalog).filter(isAcceptable)) : undefined;
    report('accept-unusable', { path: ['accept', index, 'code'] }, { code, reason, suggestion });
  }
};

function reasonAgainst(code: string): 'unknown' | 'error' | 'unused' | undefined {
  if (isAcceptable(code)) return undefined;
  if (!isDiagnosticCode(code)) return 'unknown';
  return code === 'accept-unused' ? 'unused' : 'error';
}
