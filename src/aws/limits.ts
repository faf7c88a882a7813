/** AWS's numbers that the generator must stay within, each with the page that states it. Data only. */

/**
 * Bytes of an inline policy of a permission set, white space not counted
 * (https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html).
 */
export const inlinePolicyBytes = 10_240;

/** Bytes of a Systems Manager document (https://docs.aws.amazon.com/general/latest/gr/ssm.html). */
export const documentBytes = 64 * 1024;

/**
 * Bytes of a CloudFormation template in a request
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
 */
export const templateBytes = 51_200;

/** As many documents with every setting as fit into a template; AWS allows 500 resources. */
export const templateDocuments = 70;

/** Documents per account and Region; adjustable (https://docs.aws.amazon.com/general/latest/gr/ssm.html). */
export const documentsPerRegion = 500;

/**
 * Characters of a service control policy as stored
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html).
 */
export const serviceControlPolicyCharacters = 10_240;

/**
 * Service control policies that can be attached to one root, organizational unit or account: ten, of which AWS's own
 * `FullAWSAccess` is one (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html).
 */
export const serviceControlPoliciesPerTarget = 9;
