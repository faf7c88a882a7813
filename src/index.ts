/**
 * The public names. `generate` and `validate` answer data, print nothing and never end the process; what is not
 * exported here may change without notice.
 */
export type { Diagnostic, Position, Range, Severity } from './diagnostics/diagnostic.js';
export {
  type GenerateOptions,
  type GenerateResult,
  generate,
  type MappingText,
  type ValidateOptions,
  type ValidateResult,
  validate,
} from './library.js';
export type { FileChange } from './output/compare.js';
export type { RenderedFile } from './terraform/plan/file.js';
