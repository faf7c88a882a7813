/**
 * What ACCESS.md says is refused, in groups. Guardrails are named once, as the mapping has them; a role for which the
 * policy denies more or less gets a line of its own.
 */
import {
  documentChanges,
  exceptableActions,
  guardrailEntries,
  scopeTagging,
  waysAround,
  withoutExceptions,
} from '../../aws/ways-around.js';
import type { RoleMapping } from '../../mapping/model.js';
import { bullets, code, codes, type Section } from '../../markdown/markdown.js';
import type { AccessMap, AccessRow } from '../access-map.js';

const heading = 'What is refused';

export function refused(mapping: RoleMapping, map: AccessMap): Section {
  const tagged = map.rows.filter(({ principalTag }) => principalTag !== 'ignore');
  if (!map.step.deniesOtherDocuments) {
    const nothing =
      tagged.length === 0
        ? 'Nothing yet: this step adds rights and denies nothing.'
        : 'Nothing yet, but for the tag in the last column above. The rest follows with `switch`.';
    return { heading, body: [nothing, ...replaced(mapping)] };
  }
  const usual = usualActions(mapping);
  const { list } = mapping.guardrails;
  return {
    heading,
    body: [
      'Whatever else is attached to the permission set, `AdministratorAccess` included:',
      bullets([
        'Sessions by any other document, by the default one, without a document, and by a document of the same name in another account.',
        'Sessions on other nodes than those above.',
        ...(map.regions.length > 0 ? ['Sessions in other Regions than those above.'] : []),
        'To resume a session of somebody else.',
        ...group('Other ways to run code on nodes', mapping, list === 'none' ? [] : waysAround[list]),
        ...group('To write the documents above and the default one', mapping, documentChanges),
        ...group('To tag nodes so that they can be reached', mapping, scopeTagging),
        ...(mapping.guardrails.deny.length > 0
          ? [`What this mapping adds: ${codes(mapping.guardrails.deny)}.`]
          : []),
      ]),
      ...exceptions(mapping, usual, map.rows),
    ],
  };
}

/** A permission set has one inline policy; one that is there and not in the mapping would take its rights along. */
function replaced({ roles }: RoleMapping): readonly string[] {
  const isReplacing = roles.some(
    ({ permissionSet, inlinePolicy }) => permissionSet.kind !== 'created' && inlinePolicy.kind === 'own',
  );
  return isReplacing
    ? [
        'A generated inline policy replaces one that the permission set already has, and the rights in it. `gate` refuses a plan that shows this, `ROLLOUT.md` says how to look before; `inlinePolicy: { merge: FILE }` keeps its statements.',
      ]
    : [];
}

/** What the mapping has denied for every role that says nothing of its own. */
function usualActions({ guardrails: { list, except, deny } }: RoleMapping): ReadonlySet<string> {
  return new Set([...(list === 'none' ? [] : withoutExceptions(guardrailEntries[list], except)), ...deny]);
}

function group(
  what: string,
  { guardrails: { list, except } }: RoleMapping,
  entries: readonly string[],
): readonly [string] | readonly [] {
  const denied = list === 'none' ? [] : withoutExceptions(entries, except);
  return denied.length === 0 ? [] : [`${what}: ${codes(denied)}.`];
}

function exceptions(
  { guardrails }: RoleMapping,
  usual: ReadonlySet<string>,
  rows: readonly AccessRow[],
): readonly string[] {
  // Without scoping tags no tag brings a node into scope.
  const moot = new Set(rows.every(({ nodes }) => nodes.tags.length === 0) ? scopeTagging : []);
  const lines = rows.flatMap((row) => {
    const denied = new Set(row.refused);
    const missing = [...usual].filter((action) => !denied.has(action) && !moot.has(action));
    const added = row.refused.filter((action) => !usual.has(action));
    return [
      ...(missing.length > 0 ? [`${code(row.role)} is **not** refused ${codes(missing)}.`] : []),
      ...(added.length > 0 ? [`${code(row.role)} is also refused ${codes(added)}.`] : []),
    ];
  });
  const { list, except } = guardrails;
  const open =
    list === 'none'
      ? guardrailEntries.standard
      : exceptableActions(list).filter((action) => except.includes(action));
  return [
    ...(open.length > 0 ? [`**Not** refused, because the mapping leaves it open: ${codes(open)}.`] : []),
    ...(lines.length > 0 ? [bullets(lines)] : []),
  ];
}
