// The helpers that templates may call; `src/targets/hcl/templates.ts` implements exactly these.
export const helperNames = [
  'address',
  'assign',
  'expression',
  'identifier',
  'identifiers',
  'literal',
  'nested',
];
