/** The one escape that HCL and Terraform's JSON share: in both, `${` and `%{` start a template. */
export function escapeTemplate(text: string): string {
  if (!text.includes('${') && !text.includes('%{')) return text;
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

/**
 * Characters that a reviewer cannot see, or that reorder what is seen around them: controls, separators, bidirectional
 * and other format characters. Listed by number, because what `\p{C}` means depends on the Unicode version of Node.
 */
export const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
