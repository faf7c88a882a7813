/** Adds a block of the plan to a cdktf stack; blocks that cdktf has no construct for are put in as overrides. */
import { TerraformLocal, TerraformOutput, type TerraformStack } from 'cdktf';
import type { Assertion, Block, Lifecycle } from '../../plan/block.js';
import { spellExpression } from '../expression.js';
import { address } from '../hcl-text.js';
import { escapeTemplate } from '../template-escape.js';
import { createDataSource, createResource } from './constructs.js';
import { configuration, encodeValue, interpolate } from './encode.js';

export type RefactoringBlock = Extract<Block, { kind: 'import' | 'moved' | 'removed' }>;
export type LabelledBlock = Exclude<Block, RefactoringBlock>;

export function isRefactoring(block: Block): block is RefactoringBlock {
  return block.kind === 'import' || block.kind === 'moved' || block.kind === 'removed';
}

type Adders = {
  readonly [Kind in LabelledBlock['kind']]: (
    stack: TerraformStack,
    block: Extract<LabelledBlock, { kind: Kind }>,
  ) => void;
};

const adders: Adders = {
  terraform: (stack, { requiredVersion, providers }) => {
    stack.addOverride('terraform', {
      required_version: requiredVersion,
      required_providers: Object.fromEntries(
        providers.map(({ name, source, version }) => [name, { source, version }]),
      ),
    });
  },
  locals: (stack, { values }) => {
    for (const { name, value } of values) {
      new TerraformLocal(stack, name, encodeValue(value)).overrideLogicalId(name);
    }
  },
  data: (stack, { type, label, arguments: entries, postconditions }) => {
    createDataSource(stack, type, label, {
      ...configuration(entries),
      ...(postconditions.length > 0 && { lifecycle: { postcondition: postconditions.map(assertion) } }),
    });
  },
  resource: (stack, { type, label, arguments: entries, blocks, lifecycle, dependsOn }) => {
    createResource(stack, type, label, {
      ...configuration(entries, blocks),
      ...(lifecycle && { lifecycle: lifecycleOf(lifecycle) }),
      ...(dependsOn.length > 0 && {
        dependsOn: dependsOn.map((expression) => ({ fqn: spellExpression(expression).toString() })),
      }),
    });
  },
  output: (stack, { name, description, value }) => {
    new TerraformOutput(stack, name, {
      description: escapeTemplate(description),
      value: encodeValue(value),
      staticId: true,
    });
  },
  check: (stack, { label, assertions }) => {
    stack.addOverride(`check.${label}`, {
      assert: assertions.map(({ condition, message }) => ({
        condition: interpolate(condition),
        error_message: escapeTemplate(message),
      })),
    });
  },
};

export function addBlock(stack: TerraformStack, block: LabelledBlock): void {
  adders[block.kind](stack, block as never);
}

/** Refactoring blocks have no labels: Terraform's JSON takes each kind as one list. */
export function addRefactoring(stack: TerraformStack, blocks: readonly RefactoringBlock[]): void {
  for (const kind of ['import', 'moved', 'removed'] as const) {
    const bodies = blocks.filter((block) => block.kind === kind).map(refactoring);
    if (bodies.length > 0) stack.addOverride(kind, bodies);
  }
}

function refactoring(block: RefactoringBlock): object {
  switch (block.kind) {
    case 'import':
      return { to: address(block.to).toString(), id: escapeTemplate(block.id) };
    case 'moved':
      return { from: address(block.from).toString(), to: address(block.to).toString() };
    case 'removed':
      return {
        from: address(block.from).toString(),
        ...(block.spellDestroy && { lifecycle: { destroy: false } }),
      };
  }
}

function assertion({ condition, message }: Assertion) {
  return { condition: interpolate(condition), errorMessage: escapeTemplate(message) };
}

function lifecycleOf({ preventDestroy, ignoreChanges }: Lifecycle) {
  return {
    ...(preventDestroy && { preventDestroy }),
    ...(ignoreChanges.length > 0 && { ignoreChanges: [...ignoreChanges] }),
  };
}
