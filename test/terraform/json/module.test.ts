/** Constructs that are synthesised one by one yield what cdktf makes of their whole stack. */
import { describe, expect, it } from 'vitest';
import { addBlock, isRefactoring } from '../../../src/terraform/json/add-block.js';
import { moduleJson, newModule } from '../../../src/terraform/json/module.js';
import { plan } from '../../../src/terraform/plan/plan.js';
import { caseNames, compileCase } from '../../cases/case.js';

/** The kinds that cdktf has constructs for. */
const kinds = ['data', 'locals', 'resource', 'output'];

type Body = { readonly [key: string]: unknown };

const mapValues = (body: Body, change: (value: never) => unknown) =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, change(value as never)]));

const withoutMetadata = (types: Body) =>
  mapValues(types, (labels: Body) => mapValues(labels, ({ '//': _, ...body }: Body) => body));

describe.each(caseNames)('%s', (name) => {
  it('is what cdktf makes of the stacks', async () => {
    const { mapping, access } = await compileCase(name, 'json');
    if (!mapping || !access) throw new Error(`${name} has findings`);
    for (const file of plan(mapping, access)) {
      if (file.kind !== 'terraform') continue;
      const module = newModule();
      for (const block of file.blocks) if (!isRefactoring(block)) addBlock(module, block);
      const stack = module.stack.toTerraform();
      for (const kind of kinds) {
        const ours = moduleJson(module)[kind as 'data'];
        const theirs =
          stack[kind] && (kind === 'data' || kind === 'resource')
            ? withoutMetadata(stack[kind])
            : stack[kind];
        expect(JSON.stringify(ours), `${kind} in ${file.path}`).toBe(JSON.stringify(theirs));
      }
    }
  });
});
