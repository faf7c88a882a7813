/** Made from `templates/*.hbs` by `npm run compile`; each is what `Handlebars.template` takes. */
export const specifications: Readonly<
  Record<
    | 'check'
    | 'data'
    | 'import'
    | 'locals'
    | 'moved'
    | 'nested'
    | 'output'
    | 'removed'
    | 'resource'
    | 'terraform',
    object
  >
>;
