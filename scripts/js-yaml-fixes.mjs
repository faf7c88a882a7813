// js-yaml is used for its events only, but what it loads and dumps with (schemas, the tags in them, options, patterns) is
// made when the module is loaded, in ways that no bundler dares to leave out. Here it is not made at all. Fails the build
// when the code to mend is not there.

const schemasAndOptions = /^var (\w+_SCHEMA|DEFAULT_(?!PARSER)\w+) = .*?\n[\])}]+;$/gms;
const makings = /^(var \w+ = )(?=new RegExp\(|define\w+Tag\()/gm;

/** A rolldown plugin. */
export const jsYamlFixes = {
  name: 'js-yaml-fixes',
  transform(code, id) {
    if (!id.endsWith('js-yaml/dist/js-yaml.mjs')) return null;
    if (code.search(schemasAndOptions) < 0 || code.search(makings) < 0)
      throw new Error(`${id}: nothing to mend, remove this`);
    return code.replaceAll(schemasAndOptions, 'var $1;').replaceAll(makings, '$1/* @__PURE__ */ ');
  },
};
