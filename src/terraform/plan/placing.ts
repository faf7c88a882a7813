/**
 * Where the resources of a module are: once, in the provider's Region; or with AWS provider 6 in each Region of the mapping, by `for_each`
 * and `region`. Knows no resource.
 */
import type { RoleMapping } from '../../mapping/model.js';
import type { Argument } from './block.js';
import {
  attributeOf,
  call,
  type Expression,
  eachKey,
  index,
  list,
  reference,
  text,
  type Value,
} from './value.js';

/** By the name of an attribute. */
type AttributeOf = (attribute: string) => Expression;

type ResourceOf = (type: string, label: string) => AttributeOf;

export interface Placing {
  /** What the rest refers to. */
  readonly locals: readonly Argument[];
  /** For the resources; undefined where each is there once. */
  readonly regions: Expression | undefined;
  /** In a resource: another one of the same Region. */
  readonly sameRegion: ResourceOf;
  /** Whether a condition is true of a resource wherever it is. */
  readonly everywhere: (
    type: string,
    label: string,
    condition: (of: AttributeOf) => Expression,
  ) => Expression;
  /** The value itself, or that of each Region. */
  readonly byRegion: (value: (of: ResourceOf) => Value) => Value;
}

export function placingOf({ output, regions }: Pick<RoleMapping, 'output' | 'regions'>): Placing {
  return output.awsProvider === 6 ? inEach(regions) : once;
}

const theOne: ResourceOf = (type, label) => (attribute) => reference(type, label, attribute);

const once: Placing = {
  locals: [],
  regions: undefined,
  sameRegion: theOne,
  everywhere: (type, label, condition) => condition(theOne(type, label)),
  byRegion: (value) => value(theOne),
};

/** The Region, in what is made for each of them. */
export const regionOfLoop: Expression = reference('region');

const inRegion =
  (region: Expression): ResourceOf =>
  (type, label) =>
  (attribute) =>
    attributeOf(index(reference(type, label), region), attribute);

function inEach(regions: readonly string[]): Placing {
  return {
    locals: [
      {
        name: 'regions',
        value: call('toset', list(regions.map(text))),
        comment: 'Each document is created in each of these Regions.',
      },
    ],
    regions: regionsHere,
    sameRegion: inRegion(eachKey),
    everywhere: (type, label, condition) =>
      call('alltrue', {
        kind: 'for',
        names: ['region', 'one'],
        in: reference(type, label),
        item: condition((attribute) => reference('one', attribute)),
      }),
    byRegion: (value) => ({
      kind: 'for-map',
      names: ['region'],
      in: regionsHere,
      key: regionOfLoop,
      value: value(inRegion(regionOfLoop)),
    }),
  };
}

const regionsHere: Expression = reference('local', 'regions');
