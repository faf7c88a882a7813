/** Adds a block of the plan to a module, as a cdktf construct where there is one. */
import { TerraformLocal, TerraformOutput, type TerraformResourceLifecycle } from 'cdktf';
import { encodeExpression } from '../hcl/encode.js';
import { address, literal } from '../hcl/hcl-text.js';
import { type Assertion, type Block, type ImportBlock, idInRegion, type Lifecycle } from '../plan/block.js';
import { eachKey } from '../plan/value.js';
import { escapeTemplate } from '../template-escape.js';
import { createDataSource, createResource } from './constructs.js';
import { configuration, encodeJsonValue, interpolate } from './encode.js';
import { addBody, addCheck, addElement, addTyped, type JsonModule } from './module.js';

export type RefactoringBlock = Extract<Block, { kind: 'import' | 'moved' | 'removed' }>;
export type LabelledBlock = Exclude<Block, RefactoringBlock>;

export function isRefactoring(block: Block): block is RefactoringBlock {
  return block.kind === 'import' || block.kind === 'moved' || block.kind === 'removed';
}

type Adders = {
  readonly [Kind in LabelledBlock['kind']]: (
    module: JsonModule,
    block: Extract<LabelledBlock, { kind: Kind }>,
  ) => void;
};

const adders: Adders = {
  terraform: (module, { requiredVersion, providers }) => {
    addBody(module, 'terraform', {
      required_version: requiredVersion,
      required_providers: Object.fromEntries(
        providers.map(({ name, source, version }) => [name, { source, version }]),
      ),
    });
  },
  variable: (module, { name, description, type, default: value }) => {
    addBody(module, 'variable', {
      [name]: {
        description: escapeTemplate(description),
        type: encodeExpression(type, undefined).toString(),
        default: encodeJsonValue(value),
      },
    });
  },
  locals: (module, { values }) => {
    for (const { name, value } of values) {
      const local = new TerraformLocal(module.stack, name, encodeJsonValue(value));
      local.overrideLogicalId(name);
      addElement(module, 'locals', local);
    }
  },
  data: (module, { type, label, arguments: entries, blocks, postconditions }) => {
    const lifecycle: TerraformResourceLifecycle = { postcondition: postconditions.map(assertion) };
    const dataSource = createDataSource(module.stack, type, label, {
      ...configuration(entries, blocks),
      ...(postconditions.length > 0 && { lifecycle }),
    });
    addTyped(module, 'data', dataSource, { arguments: entries, blocks });
  },
  resource: (module, { type, label, regions, arguments: entries, blocks, lifecycle, dependsOn }) => {
    const resource = createResource(module.stack, type, label, {
      ...configuration(entries, blocks),
      ...(lifecycle && { lifecycle: lifecycleOf(lifecycle) }),
    });
    // Not in the configuration, of which cdktf would make tokens.
    if (dependsOn.length > 0)
      resource.dependsOn = dependsOn.map((expression) => encodeExpression(expression, undefined).toString());
    if (regions) {
      // The constructs know no `region`: they are made from version 5 of the provider.
      resource.addOverride('for_each', interpolate(regions));
      resource.addOverride('region', interpolate(eachKey));
    }
    addTyped(module, 'resource', resource, { arguments: entries, blocks });
  },
  output: (module, { name, description, value }) => {
    const output = new TerraformOutput(module.stack, name, {
      description: escapeTemplate(description),
      value: undefined,
      staticId: true,
    });
    // As its value, cdktf would take a map that has an entry called `fqn` for a construct, and write only that entry.
    output.addOverride('value', encodeJsonValue(value));
    addElement(module, 'output', output);
  },
  check: (module, { label, assertions }) => {
    addCheck(module, label, {
      assert: assertions.map(({ condition, message }) => ({
        condition: interpolate(condition),
        error_message: messageOf(message),
      })),
    });
  },
};

export function addBlock(module: JsonModule, block: LabelledBlock): void {
  adders[block.kind](module, block as never);
}

/** Refactoring blocks have no labels: Terraform's JSON takes each kind as one list. */
export function addRefactoring(module: JsonModule, blocks: readonly RefactoringBlock[]): void {
  for (const kind of ['import', 'moved', 'removed'] as const) {
    const bodies = blocks.filter((block) => block.kind === kind).map(refactoring);
    if (bodies.length > 0) addBody(module, kind, bodies);
  }
}

function refactoring(block: RefactoringBlock): object {
  switch (block.kind) {
    case 'import':
      return importBody(block);
    case 'moved':
      return { from: address(block.from).toString(), to: address(block.to).toString() };
    case 'removed':
      return {
        from: address(block.from).toString(),
        ...(block.spellDestroy && { lifecycle: { destroy: false } }),
      };
  }
}

function importBody(block: ImportBlock): object {
  const { to, id, when, regions } = block;
  const target = address(to).toString();
  if (regions !== undefined)
    return {
      for_each: interpolate(regions),
      to: `${target}[each.key]`,
      id: interpolate(idInRegion(block)),
    };
  if (when === undefined) return { to: target, id: escapeTemplate(id) };
  const each = `${encodeExpression(when, undefined)} ? toset([${literal(id)}]) : toset([])`;
  return { for_each: `\${${each}}`, to: target, id: '${each.value}' };
}

function messageOf(message: Assertion['message']): string {
  return message.kind === 'text' ? escapeTemplate(message.text) : interpolate(message);
}

function assertion({ condition, message }: Assertion) {
  return { condition: interpolate(condition), errorMessage: messageOf(message) };
}

type MutableLifecycle = {
  -readonly [Key in keyof TerraformResourceLifecycle]: TerraformResourceLifecycle[Key];
};

/** Assigned one by one: of what is spread, tsc checks no name. */
function lifecycleOf({ preventDestroy, ignoreChanges }: Lifecycle): TerraformResourceLifecycle {
  const lifecycle: MutableLifecycle = {};
  if (preventDestroy) lifecycle.preventDestroy = true;
  if (ignoreChanges.length > 0) lifecycle.ignoreChanges = [...ignoreChanges];
  return lifecycle;
}
