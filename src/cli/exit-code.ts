/** The exit codes, all of them; `docs/commands.md` tells users. */

export const exitCode = {
  fine: 0,
  /** The mapping is invalid. */
  findings: 1,
  usage: 2,
  /** The files are out of date (`--check`), or were written (`--exit-code`). */
  stale: 3,
  /** Could not read or write, or an internal fault. */
  failed: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
