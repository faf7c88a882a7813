/**
 * The type of what a template is given, read from how the template uses it: the type checker then refuses facts that lack something,
 * so that a misspelled name in a template cannot drop a paragraph silently. Knows paths and uses, not templates.
 */

/** What is known of a value: the types that helpers want, whether it decides a section, its fields, its elements. */
export function factNode() {
  return { types: new Set(), fields: new Map(), isCondition: false, element: undefined };
}

/** What is known of the value at `parts` below `node`. */
export function factAt(node, parts) {
  return parts.reduce((at, part) => {
    const field = at.fields.get(part) ?? factNode();
    at.fields.set(part, field);
    return field;
  }, node);
}

export function factsType({ types, fields, isCondition, element }) {
  const members = [...fields].map(([name, field]) => `readonly ${name}: ${factsType(field)}`);
  const all = [
    ...types,
    ...(element ? [`readonly (${factsType(element)})[]`] : []),
    ...(members.length > 0 ? [`{ ${members.join('; ')} }`] : []),
  ];
  if (all.length === 0) return isCondition ? 'boolean' : 'unknown';
  const whole = all.length === 1 ? all[0] : all.map((one) => `(${one})`).join(' & ');
  return isCondition && !element ? `(${whole}) | undefined` : whole;
}
