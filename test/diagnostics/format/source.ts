/** Findings at a stretch of a source, for the tests of formats. */
import type { Diagnostic, Position } from '../../../src/diagnostics/diagnostic.js';
import type { Findings } from '../../../src/diagnostics/format/format.js';

const file = 'ssm-runas.yaml';

/** Marks the stretch with `«` and `»`, which are taken out. */
export function marked(text: string, change: Partial<Diagnostic> = {}): Findings {
  const from = text.indexOf('«');
  const to = text.indexOf('»') - 1;
  const source = text.replace(/[«»]/g, '');
  const at = (offset: number): Position => {
    const before = source.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
  };
  const found: Diagnostic = {
    code: 'os-user-invalid',
    severity: 'error',
    summary: 'Not a Linux user name',
    detail: 'The agent hands it to a shell.',
    remedy: 'Write another one.',
    file,
    range: { start: at(from), end: at(to) },
    path: ['roles', 'admin', 'osUser'],
    ...change,
  };
  return {
    diagnostics: [found],
    bytesOf: (name) => (name === file ? new TextEncoder().encode(source) : undefined),
  };
}
