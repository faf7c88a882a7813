/**
 * Which statements of a merge file let people become another principal, or change what principals may: no statement of the generated
 * policy holds such a person. Looks at actions alone; what a resource or a condition leaves of them is for people to judge.
 */
import { compileGlob, globOf } from '../../iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../../iam/policy.js';

/** In lower case, as patterns of actions are compared. */
const actions: readonly string[] = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:deleterolepermissionsboundary',
  'iam:putgrouppolicy',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:tagrole',
  'iam:taguser',
  'iam:updateassumerolepolicy',
  'iam:updateloginprofile',
  'identitystore:creategroupmembership',
  'identitystore:updateuser',
  'organizations:detachpolicy',
  'organizations:disablepolicytype',
  'organizations:leaveorganization',
  'organizations:moveaccount',
  'organizations:updatepolicy',
  'sso:attachcustomermanagedpolicyreferencetopermissionset',
  'sso:attachmanagedpolicytopermissionset',
  'sso:createaccountassignment',
  'sso:createinstanceaccesscontrolattributeconfiguration',
  'sso:deleteinlinepolicyfrompermissionset',
  'sso:deletepermissionsboundaryfrompermissionset',
  'sso:putinlinepolicytopermissionset',
  'sso:updateinstanceaccesscontrolattributeconfiguration',
  'sts:assumerole',
];

/** Positions of Allow statements, from 0. */
export function allowsOtherIdentities({ Statement }: PolicyDocument): readonly number[] {
  return Statement.flatMap((statement, index) =>
    statement.Effect === 'Allow' && actions.some((action) => coversAction(statement, action)) ? [index] : [],
  );
}

function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const isAmong = (patterns: readonly string[]) =>
    patterns.some((pattern) => compileGlob(globOf(pattern.toLowerCase()))(action));
  return Action === undefined ? !isAmong(many(NotAction ?? [])) : isAmong(many(Action));
}
