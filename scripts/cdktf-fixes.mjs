// What cdktf, which is archived, will not mend any more, mended while it is bundled. Each mend fails the build when the
// code it is for is not there.

/** A rolldown plugin. */
export const cdktfFixes = {
  name: 'cdktf-fixes',
  resolveId: (id) => (id === 'archiver' ? '\0archiver' : null),
  // Zips assets, which no stack of ours has; a third of the bundle.
  load: (id) => (id === '\0archiver' ? 'export default undefined;' : null),
  transform(code, id) {
    if (!id.endsWith('cdktf/lib/terraform-output.js')) return null;
    // Deprecated: Node 22 and later warn on standard error.
    const deprecated = '(0, util_2.isArray)(';
    if (!code.includes(deprecated)) throw new Error(`${id}: nothing to mend, remove this`);
    return code.replaceAll(deprecated, 'Array.isArray(');
  },
};
