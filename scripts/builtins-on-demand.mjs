// Node's own modules, without what a run does not use of them. An `import` of `node:fs` reads each of its properties, and
// with the lazy ones loads all of streams; `node:crypto` and `node:net` cost milliseconds each. Here a function is fetched
// when it is first called; what is no function (constants, classes, `path.posix`) when the chunk is loaded.

const prefix = '\0on-demand:';

/** A rolldown plugin. What a CommonJS dependency requires stays as it is. */
export const builtinsOnDemand = {
  name: 'builtins-on-demand',
  resolveId(source, _importer, { kind }) {
    return source.startsWith('node:') && kind === 'import-statement' ? prefix + source : undefined;
  },
  async load(id) {
    if (!id.startsWith(prefix)) return undefined;
    const name = id.slice(prefix.length);
    const module = `process.getBuiltinModule(${JSON.stringify(name)})`;
    const members = Object.entries(await import(name)).filter(([member]) => member !== 'default');
    const declarations = members.map(([member, value]) => {
      const isCalled = typeof value === 'function' && !/^[A-Z]/.test(member);
      return isCalled
        ? `export const ${member} = (...given) => ${module}.${member}(...given);`
        : `const of${member} = /* @__PURE__ */ (() => ${module}.${member})();\nexport { of${member} as ${member} };`;
    });
    return {
      code: [...declarations, `export default /* @__PURE__ */ (() => ${module})();`].join('\n'),
      moduleType: 'js',
      moduleSideEffects: false,
    };
  },
};
