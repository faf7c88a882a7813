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
