// Node's own modules, without what a run does not use of them. An `import` of `node:fs` reads each of its properties, and
// with the lazy ones loads all of streams; `node:crypto` and `node:net` cost milliseconds each. Here a function is fetched
// when it is first called; what is no function (constants, `path.posix`) when the chunk is loaded.

const statement = /^import\s+([^;"']+?)\s+from\s+["']node:([a-z/_]+)["'];$/gm;
const fetchModule = (name) => `process.getBuiltinModule("node:${name}")`;

/** A rolldown plugin. */
export const builtinsOnDemand = {
  name: 'builtins-on-demand',
  async renderChunk(code, { fileName }) {
    const modules = {};
    for (const [, , name] of code.matchAll(statement)) modules[name] = await import(`node:${name}`);
    const rewritten = code
      .replaceAll(statement, (_, clause, name) => declare(clause.trim(), name, modules[name]))
      // What cdktf requires are built-in modules too.
      .replace('createRequire(import.meta.url)', 'process.getBuiltinModule');
    if (/^import\b[^;]*["']node:/m.test(rewritten)) throw new Error(`${fileName} imports from Node at once`);
    return rewritten;
  },
};

function declare(clause, name, module) {
  const [, byDefault] = /^(\w+)$|^(\w+),/.exec(clause) ?? [];
  const [, whole] = /\* as (\w+)/.exec(clause) ?? [];
  const [, named = ''] = /\{([^}]*)\}/.exec(clause) ?? [];
  const wholes = [byDefault, whole].filter(Boolean).map((local) => `const ${local} = ${fetchModule(name)};`);
  const members = named
    .split(',')
    .map((member) => member.trim())
    .filter(Boolean)
    .map((member) => {
      const [imported, local = imported] = member.split(/\s+as\s+/);
      return typeof module[imported] === 'function' && !isClass(imported)
        ? `const ${local} = (...given) => ${fetchModule(name)}.${imported}(...given);`
        : `const ${local} = ${fetchModule(name)}.${imported};`;
    });
  return [...wholes, ...members].join('\n');
}

const isClass = (name) => /^[A-Z]/.test(name);
