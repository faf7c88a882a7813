/** What the proof says of a request, as text. The outcomes themselves are data of `verify`. */

const open = {
  'default-document': 'what the default document says',
  'document-author': "what the document's author says",
  'no-run-as': 'no Run As',
  'no-user': 'no Linux user is named',
  'empty-tag': 'an empty tag may count',
} as const;

/** Why nothing fixes the Linux user of an allowed session. */
export type OpenBecause = keyof typeof open;

export type OutcomeData =
  | { readonly kind: 'denied' | 'allowed' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'open'; readonly because: OpenBecause };

export function openText(because: OpenBecause): string {
  return open[because];
}

/** For sessions as whom, for other requests only whether. */
export function outcomeText(outcome: OutcomeData): string {
  switch (outcome.kind) {
    case 'denied':
    case 'allowed':
      return outcome.kind;
    case 'user':
      return outcome.user;
    case 'open':
      return `allowed (${openText(outcome.because)})`;
  }
}
