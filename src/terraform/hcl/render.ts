/** The HCL target: planned files become the text of `.tf` files. */
import type { Block } from '../plan/block.js';
import type { RenderedFile, TerraformFile } from '../plan/file.js';
import { text } from '../plan/value.js';
import { renderTemplate } from './templates.js';

/** `header` is the first line, without comment sign. */
export function renderHcl({ path, comment, blocks }: TerraformFile, header: string): RenderedFile {
  const comments = comment.map((line) => `# ${line}\n`).join('');
  const head = `# ${header}\n${comments && `\n${comments}`}`;
  const parts = [head, ...blocks.map((block) => `\n${renderBlock(block)}`)];
  return { path: `${path}.tf`, text: parts.join(''), executable: false };
}

function renderBlock(block: Block): string {
  return renderTemplate(block.kind, context(block)).toString();
}

/** An output's two arguments are aligned like any others. */
function context(block: Block): object {
  if (block.kind !== 'output') return block;
  const { name, description, value } = block;
  return {
    name,
    arguments: [
      { name: 'description', value: text(description) },
      { name: 'value', value },
    ],
  };
}
