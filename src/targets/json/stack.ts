/** A cdktf stack to collect blocks in, free of what cdktf takes from the environment, and what it yields. */
import { TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';

/** Without `App`: that would read `cdktf.json` contexts and variables of the environment. */
export function newStack(): TerraformStack {
  return new TerraformStack(new RootConstruct(), 'stack');
}

type Body = Readonly<Record<string, unknown>>;

/** The order in which a reader meets the blocks, as in the HCL files. */
const order = ['terraform', 'import', 'moved', 'removed', 'data', 'locals', 'resource', 'check', 'output'];

/** Terraform's JSON of the stack, without the `//` members that cdktf adds to the file and to each block. */
export function terraformJson(stack: TerraformStack): Body {
  const all = stack.toTerraform() as Body;
  const entries = order.flatMap((kind) => (all[kind] === undefined ? [] : [[kind, all[kind]] as const]));
  return Object.fromEntries(
    entries.map(([kind, body]) => [
      kind,
      kind === 'data' || kind === 'resource' ? strip(body as Body) : body,
    ]),
  );
}

/** Type to label to body; only the body's own `//` is cdktf's, one inside an argument may be a user's tag key. */
function strip(types: Body): Body {
  return mapValues(types, (labels) => mapValues(labels as Body, (body) => without(body as Body, '//')));
}

function mapValues(body: Body, change: (value: unknown) => unknown): Body {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, change(value)]));
}

function without(body: Body, member: string): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== member));
}
