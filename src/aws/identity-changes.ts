/**
 * IAM actions by which people become another principal, or change what principals may, each with the types of resource that it is asked
 * for on. Derived by hand from the Service Authorization Reference. Data only.
 */

export const identityChanges = {
  /** Permission sets, who has them, and the attributes that become tags. */
  permissionSets: {
    'sso:PutInlinePolicyToPermissionSet': ['sso:permissionSet'],
    'sso:DeleteInlinePolicyFromPermissionSet': ['sso:permissionSet'],
    'sso:AttachManagedPolicyToPermissionSet': ['sso:permissionSet'],
    'sso:AttachCustomerManagedPolicyReferenceToPermissionSet': ['sso:permissionSet'],
    'sso:DeletePermissionsBoundaryFromPermissionSet': ['sso:permissionSet'],
    'sso:CreateAccountAssignment': ['sso:account', 'sso:instance', 'sso:permissionSet'],
    'sso:CreateInstanceAccessControlAttributeConfiguration': ['sso:instance'],
    'sso:UpdateInstanceAccessControlAttributeConfiguration': ['sso:instance'],
    'identitystore:CreateGroupMembership': ['identitystore:group', 'identitystore:user'],
    'identitystore:UpdateUser': ['identitystore:user'],
  },
  /** Roles, users and their policies, and what tags they have. */
  principals: {
    'iam:UpdateAssumeRolePolicy': ['iam:role'],
    'iam:PutRolePolicy': ['iam:role'],
    'iam:AttachRolePolicy': ['iam:role'],
    'iam:DeleteRolePermissionsBoundary': ['iam:role'],
    'iam:TagRole': ['iam:role'],
    'iam:PutUserPolicy': ['iam:user'],
    'iam:AttachUserPolicy': ['iam:user'],
    'iam:TagUser': ['iam:user'],
    'iam:CreateAccessKey': ['iam:user'],
    'iam:CreateLoginProfile': ['iam:user'],
    'iam:UpdateLoginProfile': ['iam:user'],
    'iam:PutGroupPolicy': ['iam:group'],
    'iam:AttachGroupPolicy': ['iam:group'],
    'iam:AddUserToGroup': ['iam:group'],
    'iam:CreatePolicyVersion': ['iam:policy'],
    'iam:SetDefaultPolicyVersion': ['iam:policy'],
  },
  /** Service control policies, and to whom they apply. */
  serviceControlPolicies: {
    'organizations:UpdatePolicy': ['any'],
    'organizations:DetachPolicy': ['any'],
    'organizations:DisablePolicyType': ['any'],
    'organizations:MoveAccount': ['any'],
    'organizations:LeaveOrganization': ['any'],
  },
} as const;
