/** ARNs of which parts are open: the text of the last field, of a resource and of a pattern. */
import { type AskPiece, isInserted } from './asks.js';
import { noColon } from './automaton.js';
import type { Term, Variable } from './request-model.js';

const colon = 0x3a;
const colonsBeforeLast = 5;

/** Empty where it is no ARN. Nothing that is open before it holds a colon. */
export function lastFieldOf(arn: Term): Term {
  let colons = 0;
  for (const [at, piece] of arn.entries()) {
    if (typeof piece !== 'string') continue;
    for (let end = piece.indexOf(':'); end !== -1; end = piece.indexOf(':', end + 1)) {
      colons += 1;
      if (colons === colonsBeforeLast) return [piece.slice(end + 1), ...arn.slice(at + 1)];
    }
  }
  return [];
}

export function lastFieldOfPattern(pattern: readonly AskPiece[]): readonly AskPiece[] {
  let colons = 0;
  const end = pattern.findIndex((piece) => {
    if (!isInserted(piece) && piece.letters === colon) colons += 1;
    return colons === colonsBeforeLast;
  });
  return end === -1 ? [] : pattern.slice(end + 1);
}

export function isBeforeLastField(variable: Variable, arn: Term): boolean {
  return !lastFieldOf(arn).includes(variable);
}

/** Whether an ARN may have a colon in its last field. */
export function mayHoldSixColons(arn: Term): boolean {
  const colons = arn.join('').split(':').length - 1;
  return (
    colons > colonsBeforeLast ||
    arn.some(
      (piece) =>
        typeof piece === 'object' &&
        piece.shape.sequences.some((sequence) =>
          sequence.some(({ letters }) =>
            typeof letters === 'number' ? letters === colon : letters !== noColon && letters.has(colon),
          ),
        ),
    )
  );
}
