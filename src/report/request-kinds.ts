/** What the kinds of requests are called in the matrix of a proof, on the page and in the other formats alike. Data only. */
export const requestKinds = {
  document: 'A session by …',
  node: 'A session on …',
  tag: 'A caller with …',
  place: 'A session in …',
  session: 'Running sessions',
  work: 'Daily work',
  'way-around': 'Ways around',
  outsider: 'Everybody else',
} as const;

export type RequestKind = keyof typeof requestKinds;
