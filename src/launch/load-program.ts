/**
 * Loads the files of the program as Node loads CommonJS modules, but each with the compiled code of an earlier run, which
 * Node by itself does only from version 22 on, and then in a folder that all users share. Knows nothing of what the program does.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { keepCompiled, readCompiled } from './compiled-code.js';

export interface LoadedProgram {
  /** What the first file exports. */
  readonly exports: unknown;
  /** To be called when the run is over: only then the functions that it needed are compiled. */
  readonly keep: () => void;
}

interface Module {
  exports: unknown;
}

type Run = (
  exports: unknown,
  require: (id: string) => unknown,
  module: Module,
  filename: string,
  folder: string,
) => void;

/** Smaller files are compiled sooner than another file is read. */
const smallestKept = 10_000;

/** `compiledFolder` is where compiled code is kept; undefined: nowhere. Throws what the program throws while it is loaded. */
export function loadProgram(first: string, compiledFolder: string | undefined): LoadedProgram {
  const modules = new Map<string, Module>();
  const compiledNow: (() => void)[] = [];

  function load(filename: string): unknown {
    const known = modules.get(filename);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    modules.set(filename, module);
    const folder = dirname(filename);
    const requireFrom = (id: string) =>
      id.startsWith('.') ? load(join(folder, id)) : process.getBuiltinModule(id);
    compile(filename)(module.exports, requireFrom, module, filename, folder);
    return module.exports;
  }

  function compile(filename: string): Run {
    const bytes = readFileSync(filename);
    // The build writes nothing but ASCII, and Latin-1 is read sooner than UTF-8.
    const source = `(function (exports, require, module, __filename, __dirname) {${bytes.toString('latin1')}\n})`;
    if (compiledFolder === undefined || bytes.length < smallestKept)
      return new Script(source, { filename }).runInThisContext();
    const keptIn = join(compiledFolder, `${basename(filename)}.bin`);
    const cachedData = readCompiled(keptIn, bytes);
    const script = new Script(source, { filename, cachedData });
    if (cachedData === undefined || script.cachedDataRejected)
      compiledNow.push(() => keepCompiled(keptIn, bytes, () => script.createCachedData()));
    return script.runInThisContext();
  }

  return {
    exports: load(first),
    keep: () => {
      for (const keep of compiledNow) keep();
    },
  };
}
