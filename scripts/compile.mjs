// Makes `src/compiled/` ahead of time: the mapping's types and validator, the templates, the pages of `explain`, and the script and
// styles of the report page.
import { compileExplain } from './compile-explain.mjs';
import { compileMappingTypes } from './compile-mapping-types.mjs';
import { compilePage } from './compile-page.mjs';
import { compileSchema } from './compile-schema.mjs';
import { compileTemplates } from './compile-templates.mjs';

await Promise.all([
  compileExplain(),
  compileMappingTypes(),
  compilePage(),
  compileSchema(),
  compileTemplates(),
]);
