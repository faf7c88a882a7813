// What cdktf, which is archived, will not mend any more, mended while it is bundled. Each mend fails the build when the
// code it is for is not there.

/** By the end of a file's path: the code to mend, and what stands there instead. */
const mends = {
  // Deprecated: Node 22 and later warn on standard error.
  'cdktf/lib/terraform-output.js': ['(0, util_2.isArray)(', 'Array.isArray('],
  // Each token notes the stack that made it, a tenth of the time; nothing of ours reads it.
  'cdktf/lib/tokens/private/stack-trace.js': ['Error.captureStackTrace(object, below);', ''],
};

/** A rolldown plugin. */
export const cdktfFixes = {
  name: 'cdktf-fixes',
  resolveId: (id) => (id === 'archiver' ? '\0archiver' : null),
  // Zips assets, which no stack of ours has; a third of the bundle.
  load: (id) => (id === '\0archiver' ? 'export default undefined;' : null),
  transform(code, id) {
    const [, mend] = Object.entries(mends).find(([file]) => id.endsWith(file)) ?? [];
    if (!mend) return null;
    const [broken, mended] = mend;
    if (!code.includes(broken)) throw new Error(`${id}: nothing to mend, remove this`);
    return code.replaceAll(broken, mended);
  },
};
