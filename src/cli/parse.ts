/**
 * Takes a command line apart. A correct one is read by Node's own `parseArgs`, which costs nothing; everything else
 * (help, version, mistakes) goes to commander, which explains and suggests well but takes some milliseconds to load.
 */
import { parseArgs } from 'node:util';
import { type Command, type Option, optionsOf, type Parsed } from './command.js';

/** Undefined when commander must look at it. Never accepts what commander would refuse. */
export function parseQuickly(argv: readonly string[], commands: readonly Command[]): Parsed | undefined {
  const [name, ...args] = argv;
  const command = commands.find((each) => each.name === name);
  if (!command) return undefined;
  const options = optionsOf(command);
  const found = parseStrictly(args, options);
  if (!found) return undefined;
  const { positionals, values, lists } = found;
  const most = command.argument?.several ? positionals.length : command.argument ? 1 : 0;
  const least = command.argument?.required ? 1 : 0;
  if (positionals.length > most || positionals.length < least) return undefined;
  if (options.some((option) => !isAllowed(option, values[option.name]))) return undefined;
  return { command, argument: positionals[0], arguments: positionals, options: values, lists };
}

type Values = Record<string, string | true | undefined>;

/** Without `allowNegative` a switch is never false, and only repeatable options have lists. */
function sortValues(values: Readonly<Record<string, unknown>>, repeatable: ReadonlySet<string>) {
  const isList = ([name]: readonly [string, unknown]) => repeatable.has(name);
  const entries = Object.entries(values);
  return {
    values: Object.fromEntries(entries.filter((entry) => !isList(entry))) as Values,
    lists: Object.fromEntries(entries.filter(isList)) as Record<string, string[]>,
  };
}

function parseStrictly(args: string[], options: readonly Option[]) {
  const config = Object.fromEntries(
    options.map(({ name, short, value, repeatable = false }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: repeatable,
        ...(short !== undefined && { short }),
      },
    ]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      options: config,
      strict: true,
      allowPositionals: true,
      tokens: true,
    });
    const repeatable = new Set(options.flatMap((option) => (option.repeatable ? [option.name] : [])));
    const given = tokens.flatMap((token) =>
      token.kind === 'option' && !repeatable.has(token.name) ? [token.name] : [],
    );
    if (new Set(given).size < given.length) return undefined;
    return { ...sortValues(values, repeatable), positionals };
  } catch {
    return undefined;
  }
}

function isAllowed({ choices }: Option, value: string | true | undefined): boolean {
  return choices === undefined || typeof value !== 'string' || choices.includes(value);
}
