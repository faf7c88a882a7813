/** What a plan is made of: files of Terraform blocks, and files whose text is already final. */
import type { Block } from './block.js';

export type PlannedFile =
  | {
      readonly kind: 'terraform';
      /** Path below the output folder, without `.tf` or `.tf.json`; `/` separates. */
      readonly path: string;
      /** Comment lines below the header, for a file that needs explaining; usually none. */
      readonly comment: readonly string[];
      readonly blocks: readonly Block[];
    }
  | {
      readonly kind: 'verbatim';
      /** Path below the output folder. */
      readonly path: string;
      readonly text: string;
      readonly executable: boolean;
    };

export type TerraformFile = Extract<PlannedFile, { kind: 'terraform' }>;

/** A file as it is to stand on disk: LF line ends and a final newline. */
export interface RenderedFile {
  /** Path below the output folder; `/` separates. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}
