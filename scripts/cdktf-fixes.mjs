// What cdktf, which is archived, will not mend any more, mended while it is bundled. Each mend fails the build when the
// code it is for is not there.

/** What cdktf's index takes in besides, and no stack of ours has: a third of the code. */
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

/** By the end of a file's path: the code to mend, and what stands there instead. */
const mends = {
  'cdktf/lib/index.js': [
    ...leftOut.map((file) => [`__exportStar(require("./${file}"), exports);`, '']),
    ['exports.testingMatchers = require("./testing/matchers");', ''],
  ],
  // Deprecated: Node 22 and later warn on standard error.
  'cdktf/lib/terraform-output.js': [['(0, util_2.isArray)(', 'Array.isArray(']],
  // The same few names of meta-arguments, for each resource anew.
  'cdktf/lib/util.js': [
    [
      'function keysToSnakeCase(object) {',
      'const snakeCased = Object.create(null);\nfunction keysToSnakeCase(object) {',
    ],
    ['newObject[snakeCase(key)] = value;', 'newObject[(snakeCased[key] ??= snakeCase(key))] = value;'],
  ],
  // Each token notes the stack that made it, a tenth of the time; nothing of ours reads it.
  'cdktf/lib/tokens/private/stack-trace.js': [['Error.captureStackTrace(object, below);', '']],
};

/** Packages that cdktf loads for what is not asked of it: to zip assets, to write stacks to files, to ask for Terraform's version. */
const unused = /^(archiver|json-stable-stringify|semver)$/;

/** A rolldown plugin. */
export const cdktfFixes = {
  name: 'cdktf-fixes',
  resolveId: (id, importer) =>
    unused.test(id) && importer?.includes('/node_modules/cdktf/') ? '\0unused-by-cdktf' : null,
  load: (id) => (id === '\0unused-by-cdktf' ? 'export default undefined;' : null),
  transform(code, id) {
    const [, pairs] = Object.entries(mends).find(([file]) => id.endsWith(file)) ?? [];
    if (!pairs) return null;
    return pairs.reduce((text, [broken, mended]) => {
      if (!text.includes(broken)) throw new Error(`${id}: nothing to mend for ${broken}, remove this`);
      return text.replaceAll(broken, mended);
    }, code);
  },
};
