// Changes to cdktf, which is archived, while it is bundled. What each is worth is in ADR 9. A change fails the build when
// the code that it replaces is not there.

/** What cdktf's index exports too, and no stack of this tool uses. */
const leftOut = [
  'backends',
  'functions/terraform-functions.generated',
  'terraform-asset',
  'terraform-data-resource',
  'terraform-functions',
  'terraform-hcl-module',
  'terraform-iterator',
  'terraform-module',
  'terraform-operators',
  'terraform-variable',
  'testing',
  'upgrade-id-aspect',
];

/** By the end of a file's path: the code to replace, and what replaces it. */
const fixes = {
  'cdktf/lib/index.js': [
    ...leftOut.map((file) => [`__exportStar(require("./${file}"), exports);`, '']),
    ['exports.testingMatchers = require("./testing/matchers");', ''],
  ],
  // Deprecated: Node 22 and later warn on standard error.
  'cdktf/lib/terraform-output.js': [['(0, util_2.isArray)(', 'Array.isArray(']],
  // cdktf converts the same few names of meta-arguments again for each resource.
  'cdktf/lib/util.js': [
    [
      'function keysToSnakeCase(object) {',
      'const snakeCased = Object.create(null);\nfunction keysToSnakeCase(object) {',
    ],
    ['newObject[snakeCase(key)] = value;', 'newObject[(snakeCased[key] ??= snakeCase(key))] = value;'],
  ],
  // Each token records the stack trace of where it was made; nothing here reads it.
  'cdktf/lib/tokens/private/stack-trace.js': [['Error.captureStackTrace(object, below);', '']],
};

/** Packages that cdktf loads to zip assets, to write stacks to files and to ask for Terraform's version, none of which is needed here. */
const unused = /^(archiver|json-stable-stringify|semver)$/;

/** A rolldown plugin. */
export const cdktfFixes = {
  name: 'cdktf-fixes',
  resolveId: (id, importer) =>
    unused.test(id) && importer?.includes('/node_modules/cdktf/') ? '\0unused-by-cdktf' : null,
  load: (id) => (id === '\0unused-by-cdktf' ? 'export default undefined;' : null),
  transform(code, id) {
    const [, pairs] = Object.entries(fixes).find(([file]) => id.endsWith(file)) ?? [];
    if (!pairs) return null;
    return pairs.reduce((text, [replaced, replacement]) => {
      if (!text.includes(replaced)) throw new Error(`${id} does not contain ${replaced}; remove this fix`);
      return text.replaceAll(replaced, replacement);
    }, code);
  },
};
