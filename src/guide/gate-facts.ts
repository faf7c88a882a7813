/** What the calls of `gate` in ROLLOUT.md are given. */
import type { Facts } from '../compiled/guide-templates.js';
import type { RoleMapping } from '../mapping/model.js';

type GuideFacts = Facts['rollout'];

export function gateFacts(mapping: RoleMapping, plan: string): GuideFacts['gate'] {
  const always = { mappingPath: mappingPath(mapping), documentFiles: documentFiles(mapping) };
  return {
    policies: { ...always, plan, appliedPolicies: undefined },
    /** Of the Terraform that owns the attributes, which does not plan the policies. */
    attributes: { ...always, plan: 'attributes-plan.json', appliedPolicies: 'policies.json' },
  };
}

/** Outputs of the documents, where the mapping lists the places and they are few; none for whatever files there are. */
function documentFiles({ accounts: listed, regions, documents, output }: RoleMapping): readonly string[] {
  const most = 6;
  const { stackSet } = documents;
  const managing = stackSet?.managementAccount;
  const accounts = stackSet === undefined ? listed : managing === undefined ? [] : [managing];
  const files =
    output.awsProvider === 6
      ? accounts.map((account) => `documents-${account}.json`)
      : accounts.flatMap((account) => regions.map((region) => `documents-${account}-${region}.json`));
  const ofStackSets = stackSet === undefined ? [] : ['documents-stackset.json'];
  return files.length <= most ? [...ofStackSets, ...files] : [];
}

/** The names that the command line looks for from the current folder upwards. */
const discovered = /^ssm-runas\.(?:yaml|yml|json)$/;

/** The mapping as an argument; undefined where the tool finds it by itself. */
export function mappingPath({ fileName, output }: RoleMapping): string | undefined {
  if (discovered.test(fileName)) return undefined;
  const parts = output.directory.split('/').filter((part) => part !== '' && part !== '.');
  // What lies above the mapping's folder has names that a mapping does not know.
  if (output.layout === 'module' || parts.includes('..')) return `PATH/TO/${fileName}`;
  return `${'../'.repeat(parts.length)}${fileName}`;
}
