// Writes the reference pages that must not drift from the code: `docs/mapping.md` from the schema, `docs/codes.md` from
// the catalog and the pages of `explain`, the tables of `docs/guardrails.md` from the deny lists. With `--check`, says whether they are
// current instead.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import './compile.mjs';
import { catalogMessages } from './catalog-messages.mjs';

const { explainPages } = await import('../src/compiled/explain-pages.js');

const root = fileURLToPath(new URL('..', import.meta.url));
const schema = JSON.parse(readFileSync(`${root}/schema/role-mapping.schema.json`, 'utf8'));

const resolve = ({ $ref, ...own }) =>
  $ref === undefined ? own : { ...resolve(schema.$defs[$ref.replace('#/$defs/', '')]), ...own };

const code = (value) => `\`${value.replaceAll('|', '\\|')}\``;
const oneLine = (text) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

function typeOf(node) {
  if (node.const !== undefined) return code(JSON.stringify(node.const));
  if (node.enum) return [...new Set(node.enum.map(String))].map(code).join(', ');
  const types = [node.type].flat().filter(Boolean);
  if (types[0] === 'array') return `list of ${typeOf(resolve(node.items ?? {}))}`;
  return types.join(' or ') || 'any';
}

/** Rows of a key and of everything below it; `<name>` stands for keys of the user's choice. */
function rows(path, key, node, required) {
  const at = path === '' ? key : `${path}.${key}`;
  const example = node.examples?.[0];
  const row = `| ${code(at)}${required ? ' (required)' : ''} | ${typeOf(node)} | ${oneLine(node.description ?? '')} | ${example === undefined ? '' : code(JSON.stringify(example))} |`;
  return [row, ...below(at, node)];
}

function below(path, node) {
  const named = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    rows(path, key, resolve(child), node.required?.includes(key)),
  );
  const free = node.additionalProperties;
  if (typeof free !== 'object' || !resolve(free).properties) return named;
  return [...named, ...below(`${path}.<name>`, resolve(free))];
}

const mapping = `# The role mapping

<!-- Made from schema/role-mapping.schema.json by \`npm run reference\`. -->

A mapping is a YAML 1.2 or JSON file, \`ssm-runas.yaml\` by default. Unknown keys are refused. The JSON Schema is at
\`ssm-runas-gen/schema\` in the package and printed by \`ssm-runas-gen schema\`; name it in the first line, and an editor with
yaml-language-server completes and checks as you type:

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/ssm-runas-gen/schema/role-mapping.schema.json
\`\`\`

The smallest useful file:

\`\`\`yaml
${readFileSync(`${root}/test/cases/generate/prepare-unmanaged/ssm-runas.yaml`, 'utf8')
  .replace(/^#.*\n/, '')
  .trim()}
\`\`\`

\`session\`, \`nodes\` and \`guardrails\` of a role are merged with those of the mapping key by key, at every level; the role's own value wins, lists are replaced whole.

## Several files

With \`extends\` a mapping inherits the keys of another mapping, its base, which may extend a third one: up to five files.

\`\`\`yaml
# envs/dev/ssm-runas.yaml
version: 1
name: dev
extends: ../base.yaml
accounts: ["111122223333"]
session: { kmsKey: null } # removes an inherited key
output: { directory: generated }
\`\`\`

- Maps are merged at every level: \`keep\`, \`tags\`, \`roles\`, and the keys of a role. Lists and texts are replaced, and so is a map where the other file has a text. \`null\` removes an inherited key; it is refused where there is nothing to remove.
- Paths are relative to the file that states them. \`name\` and \`output.directory\` are not inherited.
- Every file states \`version\`. Required keys may be in any of the files. Every finding points into the file that has the value.
- The first line of generated files names the extending file only. Commit all files together: hooks and pipelines must run when a base changes, too.

## Keys

| key | type | meaning | example |
| --- | --- | --- | --- |
${below('', schema).join('\n')}

## Refused in every text

\`{{\` and \`}}\` (Session Manager would substitute parameters), control characters other than tab and newline where text may have lines,
unpaired surrogates, text that is not in Unicode normal form C (Terraform would change it), and texts that look like internal placeholders of cdktf. Everything else arrives
in AWS as it is written, \`\${\`, \`%{\`, quotes and backslashes included.

Rules beyond the schema have codes of their own: see [codes](codes.md).
`;

const messages = catalogMessages();
const pagesByGroup = new Map();
for (const [name, page] of Object.entries(explainPages))
  pagesByGroup.set(page.group, [...(pagesByGroup.get(page.group) ?? []), [name, page]]);

/** Outside of code spans, `<` and `*` would be markup; an address becomes a link. */
const prose = (text) =>
  text
    .split(/(`[^`]*`|https:[^\s)]*)/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replaceAll(/([*_<{|])/g, '\\$1');
      return part.startsWith('`') ? part : `<${part}>`;
    })
    .join('');
/** What the finding itself makes up is not listed. */
const listOf = (all) => listed(all.filter((text) => text !== '…'));
const listed = (texts) =>
  texts.length === 1 ? ` ${prose(texts[0])}` : `\n\n${texts.map((text) => `- ${prose(text)}`).join('\n')}`;
const linkOf = (source) =>
  source.startsWith('https:')
    ? `<${source}>`
    : `[${source}](${source.startsWith('docs/') ? source.slice(5) : `../${source}`})`;
const languageOf = (fragment) =>
  /^(ssm-runas-gen|terraform|aws) /m.test(fragment)
    ? 'sh'
    : /^(resource|module|removed) /m.test(fragment)
      ? 'hcl'
      : /^[{"]/.test(fragment)
        ? 'json'
        : 'yaml';
const block = (fragment) => `\`\`\`${languageOf(fragment)}\n${fragment}\n\`\`\``;

function codeSection([name, { title, why, example, source }]) {
  const { severity, summaries, remedies } = messages.get(name);
  return [
    `### ${name}`,
    `${severity === 'error' ? 'Error' : 'Warning'}${title === '' ? '' : `: ${prose(title)}`}`,
    `**Message:**${listOf(summaries)}`,
    ...(remedies.some((text) => text !== '…') ? [`**Remedy:**${listOf(remedies)}`] : []),
    prose(why),
    ...(example ? [`Wrong:\n\n${block(example.wrong)}`, `Right:\n\n${block(example.right)}`] : []),
    `Source: ${linkOf(source)}`,
  ].join('\n\n');
}

const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
const groupNames = [...pagesByGroup.keys()];
const codes = `# Diagnostic codes

<!-- Made from the catalog and templates/explain by \`npm run reference\`. -->

Every error and warning has a code, which is printed in brackets. \`ssm-runas-gen explain CODE\` prints its page;
\`ssm-runas-gen explain\` lists all codes. In the messages, \`…\` is the part that differs each time.

${groupNames.map((group) => `- [${group}](#${anchor(group)})`).join('\n')}

${groupNames.map((group) => `## ${group}\n\n${pagesByGroup.get(group).map(codeSection).join('\n\n')}`).join('\n\n')}
`;

const lists = JSON.parse(readFileSync(`${root}/src/aws/ways-around.json`, 'utf8'));
const actionsOf = (actions) => actions.map(code).join(', ');
const denied = (rows) => [
  '| action | the way around | what denying it costs |',
  '| --- | --- | --- |',
  ...rows.map(({ deny, effect, cost }) => `| ${actionsOf(deny)} | ${effect} | ${cost} |`),
];
const bytesOf = (rows) =>
  JSON.stringify({
    Sid: 'DenyWaysAround',
    Effect: 'Deny',
    Action: rows.flatMap(({ deny }) => deny),
    Resource: '*',
  }).length.toLocaleString('en-US');
const tables = {
  standard: denied([...lists.standard, lists.documentChanges, lists.scopeTagging]),
  strict: denied(lists.strict),
  open: [
    '| action | effect |',
    '| --- | --- |',
    ...lists.open.map(({ way, actions, effect }) => `| ${way ?? actionsOf(actions)} | ${effect} |`),
  ],
  size: [
    `Of the 10,240 bytes that AWS accepts in an inline policy, the statement \`DenyWaysAround\` takes ${bytesOf(lists.standard)} with \`standard\` and ${bytesOf([...lists.standard, ...lists.strict])} with \`strict\`.`,
  ],
  source: [
    `The names are those of the [Service Authorization Reference](${lists.source}) as of ${lists.asOf}; a test checks each against its data.`,
  ],
};

/** What stands between the marks of a table is made; the rest of the page is written by hand. */
const guardrails = Object.entries(tables).reduce(
  (page, [name, lines]) =>
    page.replace(
      new RegExp(`(<!-- ${name}, made by npm run reference -->\\n)[^]*?(<!-- end of ${name} -->)`),
      (_, start, end) => `${start}\n${lines.join('\n')}\n\n${end}`,
    ),
  readFileSync(`${root}/docs/guardrails.md`, 'utf8'),
);

const pages = { 'docs/mapping.md': mapping, 'docs/codes.md': codes, 'docs/guardrails.md': guardrails };
const stale = Object.entries(pages).filter(([path, text]) => {
  try {
    return readFileSync(`${root}/${path}`, 'utf8') !== text;
  } catch {
    return true;
  }
});
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is stale: run \`npm run reference\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) writeFileSync(`${root}/${path}`, text);
}
