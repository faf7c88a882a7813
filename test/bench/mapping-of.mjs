/** A realistic mapping of any number of roles. */
export function mappingOf(roles) {
  const lines = Array.from({ length: roles }, (_, at) => {
    const name = `team-${String(at).padStart(4, '0')}`;
    return `  ${name}: { osUser: u${at}, permissionSet: Linux-${name}, nodes: { tags: { stage: [prod, test] } } }`;
  });
  return `version: 1
rollout: enforce
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
accessControlAttributes:
  configuration: unmanaged
  keep: { CostCenter: "\${path:enterprise.costCenter}" }
accounts: ["111111111111", "222222222222", "333333333333"]
regions: [eu-central-1, eu-west-1]
nodes: { tags: { ssm-runas: linux } }
session:
  kmsKey: alias/session-manager
  cloudWatch: { logGroup: /ssm/sessions }
documents: { tags: { Owner: platform } }
roles:
${lines.join('\n')}
`;
}

/** A large organization, whose documents StackSets deploy, with values that differ by place. */
export function organizationOf({ accounts, roles }) {
  const ids = Array.from({ length: accounts }, (_, at) => String(100_000_000_000 + at));
  const lines = Array.from(
    { length: roles },
    (_, at) => `  r${at}: { osUser: u${at}, permissionSet: Linux-${at} }`,
  );
  return `version: 1
rollout: enforce
accessControlAttributes: { configuration: disabled }
accounts: ${JSON.stringify(ids)}
regions: [eu-central-1, eu-west-1, us-east-1, us-west-2]
nodes: { tags: { ssm-runas: linux } }
session:
  kmsKey: alias/session-manager
  cloudWatch: { logGroup: "/ssm/{account}/{region}" }
documents:
  deploy: stackset
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
roles:
${lines.join('\n')}
`;
}

/** Roles of which none shares its nodes, its description or its settings with another one. */
export function distinctRolesOf(roles) {
  const [head] = mappingOf(0).split('roles:');
  const lines = Array.from(
    { length: roles },
    (_, at) =>
      `  r${at}: { osUser: u${at}, permissionSet: Linux-${at}, description: "Team ${at}", nodes: { tags: { team: t${at} } }, session: { cloudWatch: { logGroup: /ssm/${at} } } }`,
  );
  return `${head}roles:\n${lines.join('\n')}\n`;
}
