/** Findings about the warnings that a mapping accepts. */
import { error, warning } from './entry.js';
import { didYouMean, quoted } from './quoted.js';

export const acceptEntries = {
  'accept-unusable': error<{
    code: string;
    reason: 'unknown' | 'error' | 'unused' | 'repeated';
    suggestion: string | undefined;
  }>(({ code, reason, suggestion }) => ({
    summary: `${quoted(code)} cannot be accepted`,
    detail: {
      unknown: `There is no such code.${didYouMean(suggestion)}`,
      error: 'It is the code of an error. Only warnings can be accepted.',
      unused: 'This warning reports an entry of `accept` that has no effect.',
      repeated: 'An earlier entry accepts it already.',
    }[reason],
    remedy:
      reason === 'unknown'
        ? 'Write the code that is printed in brackets before the warning, such as `session-unencrypted`.'
        : 'Remove the entry.',
  })),
  'accept-unused': warning<{ code: string }>(({ code }) => ({
    summary: `The warning ${quoted(code)} is accepted but does not occur`,
    detail: 'If the warning occurs later, nobody would see it.',
    remedy: 'Remove the entry.',
  })),
};
