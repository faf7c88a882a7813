// Makes `src/compiled/`: the mapping's validator and the templates, compiled ahead of time.
import { compileSchema } from './compile-schema.mjs';
import { compileTemplates } from './compile-templates.mjs';

await Promise.all([compileSchema(), compileTemplates()]);
