/** The AWS partitions that have both IAM Identity Center and Session Manager. Knows AWS words only. */

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;

export type Partition = (typeof partitions)[number];
