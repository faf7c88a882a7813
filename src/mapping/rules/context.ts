/** What a rule sees: the well-formed parts of a mapping, and ways to point at them. */
import type { Locate, Report } from '../../diagnostics/report.js';
import type { RawMapping, RawRole, WellFormed, WrittenNodes, WrittenSession } from '../schema/raw-mapping.js';
import type { StatedKeys } from '../schema/stated-keys.js';

/** Why an output folder is none, as far as only the disk can tell. */
export type DirectoryProblem =
  /** The root of the repository. */
  { readonly outsideOf: string } | { readonly taken: 'mapping' | 'git' | 'root' };

/** Judges `output.directory`, relative to the mapping's folder. */
export type JudgeDirectory = (directory: string) => DirectoryProblem | undefined;

export interface RuleContext extends StatedKeys {
  readonly mapping: RawMapping;
  /** In order of the file; values that are not a role are left out. */
  readonly roles: readonly NamedRole[];
  /** Undefined where no folder is to be written, or another one than the mapping names. */
  readonly judgeDirectory: JudgeDirectory | undefined;
  readonly report: Report;
  readonly locate: Locate;
}

export interface NamedRole {
  readonly name: string;
  readonly role: RawRole;
  /** The role's settings over the mapping's. */
  readonly session: WellFormed<WrittenSession>;
  readonly nodes: WellFormed<WrittenNodes>;
}

/** Checks one thing and reports what is wrong with it; what is not well-formed was reported already. */
export type Rule = (context: RuleContext) => void;

/** A key that changes nothing. */
export function reportIdle(path: readonly string[], because: string, report: Report): void {
  report('key-without-effect', { path, point: 'key' }, { key: path.at(-1) ?? '', because });
}

/** Which roles lack a setting that neither they nor the mapping state, and the place for the finding: the one role, or the key. */
export function lackOf(path: readonly [section: string, key: string], { roles, isStated }: RuleContext) {
  if (isStated(path)) return undefined;
  const lacking = roles.map(({ name }) => name).filter((name) => !isStated(['roles', name, ...path]));
  const [only] = lacking;
  if (only === undefined) return undefined;
  const isOne = lacking.length === 1 && roles.length > 1;
  const place = { path: isOne ? ['roles', only] : [path[0]], point: 'key' } as const;
  return { place, roles: lacking, all: lacking.length === roles.length };
}
