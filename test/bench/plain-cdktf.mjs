// What a team would write by hand with cdktf, unbundled: documents and policies of as many roles as asked for.
import aws from '@cdktf/provider-aws';
import { App, TerraformStack } from 'cdktf';

const { SsmDocument } = aws.ssmDocument;
const { SsoadminPermissionSetInlinePolicy } = aws.ssoadminPermissionSetInlinePolicy;

const stack = new TerraformStack(new App(), 'runas');
for (let at = 0; at < Number(process.argv[2]); at += 1) {
  new SsmDocument(stack, `document-${at}`, {
    name: `SSMRunAs-${at}`,
    documentType: 'Session',
    content: JSON.stringify({
      schemaVersion: '1.0',
      sessionType: 'Standard_Stream',
      inputs: { runAsEnabled: true, runAsDefaultUser: `u${at}` },
    }),
  });
  new SsoadminPermissionSetInlinePolicy(stack, `policy-${at}`, {
    instanceArn: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5',
    permissionSetArn: `arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-${String(at).padStart(16, '0')}`,
    inlinePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: Array.from({ length: 18 }, (_, statement) => ({
        Sid: `Statement${statement}`,
        Effect: 'Allow',
        Action: 'ssm:StartSession',
        Resource: `arn:aws:ssm:*:*:document/SSMRunAs-${at}`,
      })),
    }),
  });
}
console.log(JSON.stringify(stack.toTerraform(), null, 2).length);
