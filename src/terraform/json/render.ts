/**
 * The JSON target: planned files become the text of `.tf.json` files, by way of cdktf's typed constructs. cdktf does not
 * escape `${`, so every text is escaped before it is handed over; its metadata is stripped. Nothing outside this folder
 * knows cdktf: see `docs/adr/` for why.
 */
import type { RenderedFile, TerraformFile } from '../plan/file.js';
import { invisible } from '../template-escape.js';
import { addBlock, addRefactoring, isRefactoring } from './add-block.js';
import { layoutJson } from './layout.js';
import { moduleJson, newModule } from './module.js';

/** JSON has one comment: the member `//` of a block. */
export function renderJson({ path, blocks }: TerraformFile, header: string): RenderedFile {
  const module = newModule();
  addRefactoring(module, blocks.filter(isRefactoring));
  for (const block of blocks) if (!isRefactoring(block)) addBlock(module, block);
  const text = layoutJson({ '//': header, ...moduleJson(module) });
  return { path: `${path}.tf.json`, text: `${showInvisible(text)}\n`, executable: false };
}

/** Most files hold nothing else; asking is cheaper than replacing, which stops at each line end. */
const plain = /^[\n -~]*$/;

/** `JSON.stringify` leaves most of them raw; the line ends of its own layout must stay. */
function showInvisible(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll(invisible, (character) =>
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
