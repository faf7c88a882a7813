/** `terraform.tf`: which Terraform and which AWS provider read what is generated. No provider or backend: those are the team's. */
import type { PlannedFile } from './file.js';

/** `removed` blocks need Terraform 1.7 or OpenTofu 1.7; plans are tried with AWS provider 5.100 and hold for 6.x. */
export function planVersions(module: string): PlannedFile {
  return {
    kind: 'terraform',
    path: `${module}/terraform`,
    comment: [],
    blocks: [
      {
        kind: 'terraform',
        requiredVersion: '>= 1.7',
        providers: [{ name: 'aws', source: 'hashicorp/aws', version: '>= 5.100, < 7.0' }],
      },
    ],
  };
}
