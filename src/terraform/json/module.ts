/**
 * A module in Terraform's JSON, put together block by block. Each construct is synthesised by itself: cdktf, asked for
 * the whole stack, searches every text of it for its tokens, and then all of them again, which was half of the run. No
 * generated construct makes a token; a test checks that both ways have the same result.
 */
import {
  type TerraformDataSource,
  type TerraformElement,
  type TerraformResource,
  TerraformStack,
} from 'cdktf';
import { RootConstruct } from 'constructs';
import type { NestedBlock } from '../plan/block.js';

export interface JsonModule {
  /** Where constructs hang, free of what cdktf takes from the environment. */
  readonly stack: TerraformStack;
  readonly body: ModuleBody;
}

/** By label, or for `data` and `resource` by type and label. */
type ModuleBody = { -readonly [Kind in (typeof order)[number]]?: unknown };

type Body = Record<string, unknown>;

/** The order in which a reader meets the blocks, as in the HCL files. */
const order = [
  'terraform',
  'variable',
  'import',
  'moved',
  'removed',
  'data',
  'locals',
  'resource',
  'check',
  'output',
] as const;

/** Without `App`: that would read `cdktf.json` contexts and variables of the environment. */
export function newModule(): JsonModule {
  return { stack: new TerraformStack(new RootConstruct(), 'stack'), body: {} };
}

/** Adds what cdktf has no construct for, as it is. */
export function addBody(
  { body }: JsonModule,
  kind: 'terraform' | 'variable' | 'import' | 'moved' | 'removed',
  content: object,
): void {
  body[kind] = content;
}

export function addCheck({ body }: JsonModule, label: string, content: object): void {
  within(body, 'check')[label] = content;
}

export function addElement({ body }: JsonModule, kind: 'locals' | 'output', element: TerraformElement): void {
  const label = element.friendlyUniqueId;
  within(body, kind)[label] = element.toTerraform()[kind][label];
}

/**
 * Without `//`, in which cdktf puts its metadata; one inside an argument may be a user's tag key. `given` is what the
 * construct was made of.
 */
export function addTyped(
  { body }: JsonModule,
  kind: 'data' | 'resource',
  construct: TerraformDataSource | TerraformResource,
  given: Given,
): void {
  const { terraformResourceType: type, friendlyUniqueId: label } = construct;
  const written = construct.toTerraform()[kind][type][label];
  refuseLoss(given, written, `${type}.${label}`);
  within(within(body, kind), type)[label] = { ...written, '//': undefined };
}

type Given = Pick<NestedBlock, 'arguments' | 'blocks'>;

/** A construct silently leaves out what its type does not know. The plan's types prevent that, short of a cast. */
function refuseLoss({ arguments: entries, blocks }: Given, written: Body | undefined, address: string): void {
  for (const { name } of entries) {
    if (written?.[name] === undefined) throw new Error(`cdktf left out the argument ${name} of ${address}`);
  }
  for (const [type, ofType] of byType(blocks)) {
    const [first] = ofType;
    const inner = first?.isSingle === true && written?.[type] ? [written[type]] : written?.[type];
    if (!Array.isArray(inner)) throw new Error(`cdktf left out the block ${type} of ${address}`);
    for (const [at, block] of ofType.entries()) refuseLoss(block, inner[at], `${address}.${type}`);
  }
}

function byType(blocks: readonly NestedBlock[]): ReadonlyMap<string, readonly NestedBlock[]> {
  const types = new Map<string, NestedBlock[]>();
  for (const block of blocks) types.set(block.type, [...(types.get(block.type) ?? []), block]);
  return types;
}

/** Without a prototype, so that each label is a label. */
function within(body: Body, member: string): Body {
  body[member] ??= Object.create(null);
  return body[member] as Body;
}

export function moduleJson({ body }: JsonModule): ModuleBody {
  return Object.fromEntries(order.flatMap((kind) => (body[kind] === undefined ? [] : [[kind, body[kind]]])));
}
