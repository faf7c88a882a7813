/**
 * The condition operators by hand, from the IAM user guide.
 */
import { table } from './condition-table.js';

const job = 'aws:PrincipalTag/job-category';

table('reference_policies_elements_condition_operators: String', [
  ['equal (sample)', { StringEquals: { [job]: 'iamuser-admin' } }, { [job]: 'iamuser-admin' }, true],
  ['different (sample)', { StringEquals: { [job]: 'iamuser-admin' } }, { [job]: 'dev-ops' }, false],
  ['absent (sample)', { StringEquals: { [job]: 'iamuser-admin' } }, {}, false],
  ['StringEquals minds case', { StringEquals: { [job]: 'Admin' } }, { [job]: 'admin' }, false],
  ['StringEquals has no wildcards', { StringEquals: { [job]: 'a*' } }, { [job]: 'admin' }, false],
  ['StringNotEquals', { StringNotEquals: { [job]: 'admin' } }, { [job]: 'dev' }, true],
  ['StringNotEquals on an absent key', { StringNotEquals: { [job]: 'admin' } }, {}, true],
  ['IgnoreCase', { StringEqualsIgnoreCase: { [job]: 'Admin' } }, { [job]: 'aDMIN' }, true],
  ['NotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { [job]: 'Admin' } }, { [job]: 'aDMIN' }, false],
  ['Like: * anywhere', { StringLike: { [job]: 'a*i*' } }, { [job]: 'admin' }, true],
  ['Like: * for nothing', { StringLike: { [job]: 'admin*' } }, { [job]: 'admin' }, true],
  ['Like: * matches an empty value', { StringLike: { [job]: '*' } }, { [job]: '' }, true],
  ['Like: ? for one', { StringLike: { [job]: 'adm?n' } }, { [job]: 'admin' }, true],
  ['Like: ? not for none', { StringLike: { [job]: 'admin?' } }, { [job]: 'admin' }, false],
  ['Like minds case', { StringLike: { [job]: 'A*' } }, { [job]: 'admin' }, false],
  ['Like: part of a string is no match', { StringLike: { [job]: 'admi' } }, { [job]: 'admin' }, false],
  ['NotLike', { StringNotLike: { [job]: 'a*' } }, { [job]: 'admin' }, false],
  ['NotLike on an absent key', { StringNotLike: { [job]: '*' } }, {}, true],
]);

table('reference_policies_elements_condition_operators: Bool', [
  ['equal (sample)', { Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:SecureTransport': 'false' }, true],
  [
    'different (sample)',
    { Bool: { 'aws:SecureTransport': 'false' } },
    { 'aws:SecureTransport': 'true' },
    false,
  ],
  ['absent (sample)', { Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
  [
    'not a boolean in the request',
    { Bool: { 'aws:SecureTransport': 'false' } },
    { 'aws:SecureTransport': 'no' },
    'value-type',
  ],
]);

table('reference_policies_elements_condition_operators: Numeric', [
  ['LessThanEquals', { NumericLessThanEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': '10' }, true],
  ['LessThan', { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '10' }, false],
  ['numbers, not text', { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '9' }, true],
  ['decimals', { NumericEquals: { 's3:max-keys': '10.0' } }, { 's3:max-keys': '10' }, true],
  ['GreaterThan', { NumericGreaterThan: { 's3:max-keys': '-1' } }, { 's3:max-keys': '0' }, true],
  [
    'GreaterThanEquals',
    { NumericGreaterThanEquals: { 's3:max-keys': '10' } },
    { 's3:max-keys': '9.99' },
    false,
  ],
  ['NotEquals', { NumericNotEquals: { 's3:max-keys': ['1', '2'] } }, { 's3:max-keys': '2' }, false],
  ['NotEquals on an absent key', { NumericNotEquals: { 's3:max-keys': '1' } }, {}, true],
  ['absent', { NumericLessThan: { 's3:max-keys': '10' } }, {}, false],
]);

table('reference_policies_elements_condition_operators: Date', [
  [
    'after (sample)',
    { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:02Z' },
    true,
  ],
  ['absent (sample)', { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } }, {}, false],
  [
    'zones',
    { DateEquals: { 'aws:CurrentTime': '2020-01-01T01:00:00+01:00' } },
    { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
    true,
  ],
  [
    'a day is its midnight',
    { DateLessThanEquals: { 'aws:CurrentTime': '2020-01-01' } },
    { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
    true,
  ],
  [
    'seconds since 1970',
    { DateLessThan: { 'aws:CurrentTime': '1577836800' } },
    { 'aws:CurrentTime': '2019-12-31T23:59:59Z' },
    true,
  ],
  [
    'epoch in the request',
    { DateGreaterThanEquals: { 'aws:EpochTime': '2020-01-01T00:00:00Z' } },
    { 'aws:EpochTime': '1577836800' },
    true,
  ],
  [
    'NotEquals',
    { DateNotEquals: { 'aws:CurrentTime': '2020-01-01' } },
    { 'aws:CurrentTime': '2020-01-02' },
    true,
  ],
]);

const office = '203.0.113.0/24';

table('reference_policies_elements_condition_operators: IP address', [
  [
    'in the range (sample)',
    { IpAddress: { 'aws:SourceIp': office } },
    { 'aws:SourceIp': '203.0.113.1' },
    true,
  ],
  ['outside (sample)', { IpAddress: { 'aws:SourceIp': office } }, { 'aws:SourceIp': '198.51.100.1' }, false],
  ['absent', { IpAddress: { 'aws:SourceIp': office } }, {}, false],
  [
    'without prefix: this address',
    { IpAddress: { 'aws:SourceIp': '203.0.113.1' } },
    { 'aws:SourceIp': '203.0.113.2' },
    false,
  ],
  [
    'IPv6',
    { IpAddress: { 'aws:SourceIp': [office, '2001:DB8:1234:5678::/64'] } },
    { 'aws:SourceIp': '2001:db8:1234:5678::1' },
    true,
  ],
  [
    'outside the IPv6 range',
    { IpAddress: { 'aws:SourceIp': '2001:DB8:1234:5678::/64' } },
    { 'aws:SourceIp': '2001:db8:1234:5679::1' },
    false,
  ],
  [
    'all of IPv4 is not IPv6',
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    { 'aws:SourceIp': '::1' },
    false,
  ],
  ['NotIpAddress', { NotIpAddress: { 'aws:SourceIp': office } }, { 'aws:SourceIp': '203.0.113.1' }, false],
  [
    'NotIpAddress: all but the range',
    { NotIpAddress: { 'aws:SourceIp': office } },
    { 'aws:SourceIp': '2001:db8::1' },
    true,
  ],
  ['NotIpAddress on an absent key', { NotIpAddress: { 'aws:SourceIp': office } }, {}, true],
]);

const topic = 'arn:aws:sns:us-west-2:123456789012:TOPIC-ID';

table('reference_policies_elements_condition_operators: ARN', [
  ['equal (sample)', { ArnEquals: { 'aws:SourceArn': topic } }, { 'aws:SourceArn': topic }, true],
  [
    'another account (sample)',
    { ArnEquals: { 'aws:SourceArn': topic } },
    { 'aws:SourceArn': 'arn:aws:sns:us-west-2:777788889999:TOPIC-ID' },
    false,
  ],
  ['absent (sample)', { ArnEquals: { 'aws:SourceArn': topic } }, {}, false],
  [
    'ArnEquals has wildcards as ArnLike',
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:T*' } },
    { 'aws:SourceArn': topic },
    true,
  ],
  ['minds case', { ArnLike: { 'aws:SourceArn': topic.toLowerCase() } }, { 'aws:SourceArn': topic }, false],
  [
    'ArnNotEquals as ArnNotLike',
    { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } },
    { 'aws:SourceArn': topic },
    false,
  ],
  ['ArnNotLike on an absent key', { ArnNotLike: { 'aws:SourceArn': topic } }, {}, true],
  [
    'component by component, or not',
    { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:TOPIC-ID' } },
    { 'aws:SourceArn': 'arn:aws:sns:us-west-2:123456789012:x:TOPIC-ID' },
    'wildcard-across-colons',
  ],
]);
