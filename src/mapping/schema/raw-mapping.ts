/**
 * The mapping as written: what the schema guarantees about its shape, before defaults and before the rules of meaning.
 * The types are made from `schema/role-mapping.schema.json`; nothing here repeats a key of it.
 */
import type {
  AccessControlAttributes,
  Assignment as AssignmentOfRole,
  Guardrails,
  Mapping,
  Nodes,
  PermissionSet,
  Role,
  Session,
} from '../../compiled/role-mapping.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Report } from '../../diagnostics/report.js';
import type { SourceMap } from '../../source/source-tree.js';
import type { RefusedTexts } from '../check-texts.js';
import type { StatedKeys } from './stated-keys.js';

type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;

export type WrittenMapping = ReadOnly<Mapping>;
export type WrittenRole = ReadOnly<Role>;
export type WrittenSession = ReadOnly<Session>;
export type WrittenNodes = ReadOnly<Nodes>;
export type WrittenGuardrails = ReadOnly<Guardrails>;
export type WrittenAssignment = ReadOnly<AssignmentOfRole>;
export type WrittenAttributes = ReadOnly<AccessControlAttributes>;
export type WrittenPermissionSet = Extract<ReadOnly<PermissionSet>, object>;

/** The parts of a mapping that are well-formed: whatever the schema refused is absent, in a list undefined. */
export type WellFormed<T> = T extends readonly (infer Item)[]
  ? readonly (WellFormed<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: WellFormed<T[Key]> | undefined }
    : T;

export type RawMapping = WellFormed<WrittenMapping>;
export type RawRole = WellFormed<WrittenRole>;

/** What a check of the shape is given. */
export interface ShapeInput {
  readonly root: SourceMap;
  /** What stands in the file at an existing path. */
  readonly writtenAt: (path: Path) => string;
  readonly refused: RefusedTexts;
  readonly report: Report;
  /** A file of several: what it lacks another may have. */
  readonly isPart?: true;
}

export interface Shape {
  /** The well-formed parts; the whole mapping when nothing was reported. */
  readonly wellFormed: RawMapping;
  readonly statedKeys: StatedKeys;
}
