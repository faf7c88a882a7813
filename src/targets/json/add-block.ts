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

export function addBlock(stack: TerraformStack, block: LabelledBlock): void {
  switch (block.kind) {
    case 'terraform':
      return stack.addOverride('terraform', {
        required_version: block.requiredVersion,
        required_providers: Object.fromEntries(
          block.providers.map(({ name, source, version }) => [name, { source, version }]),
        ),
      });
    case 'locals':
      for (const { name, value } of block.values) {
        new TerraformLocal(stack, name, encodeValue(value)).overrideLogicalId(name);
      }
      return;
    case 'data':
      return createDataSource(stack, block.type, block.label, {
        ...configuration(block.arguments),
        ...(block.postconditions.length > 0 && {
          lifecycle: { postcondition: block.postconditions.map(assertion) },
        }),
      });
    case 'resource':
      return createResource(stack, block.type, block.label, {
        ...configuration(block.arguments, block.blocks),
        ...(block.lifecycle && { lifecycle: lifecycle(block.lifecycle) }),
        ...(block.dependsOn.length > 0 && {
          dependsOn: block.dependsOn.map((expression) => ({ fqn: spellExpression(expression).toString() })),
        }),
      });
    case 'output':
      new TerraformOutput(stack, block.name, {
        description: escapeTemplate(block.description),
        value: encodeValue(block.value),
        staticId: true,
      });
      return;
    case 'check':
      return stack.addOverride(`check.${block.label}`, {
        assert: block.assertions.map(({ condition, message }) => ({
          condition: interpolate(condition),
          error_message: escapeTemplate(message),
        })),
      });
  }
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

function lifecycle({ preventDestroy, ignoreChanges }: Lifecycle) {
  return {
    ...(preventDestroy && { preventDestroy }),
    ...(ignoreChanges.length > 0 && { ignoreChanges: [...ignoreChanges] }),
  };
}
