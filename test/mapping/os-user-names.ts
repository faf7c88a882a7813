/** Linux users that mappings may name: every accepted character in every kind of place, and what the schema says of a name. */
import validateMapping from '../../src/compiled/mapping-validator.js';

export function isAccepted(osUser: string): boolean {
  return validateMapping({ version: 1, roles: { dev: { osUser, permissionSet: 'Dev' } } });
}

const characters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code));

/** Where a character can stand: first, alone, inside, last, and in both parts of a directory's name. */
const shapes = ['C', 'CC', 'Cb', 'aCb', 'aC', 'C@corp', 'aCb@corp', 'a@C', 'a@bCd', 'a@CORP.Cx'];

/** Whatever the schema accepts of these, a hundred or so for each shape. */
export const acceptedNames: readonly string[] = [
  ...new Set(
    shapes.flatMap((shape) => characters.map((character) => shape.replaceAll('C', () => character))),
  ),
  ...['Defaults', 'User_Alias', 'DEV', 'A_1', 'DevRoleLogin', 'svc.deploy', 'a..b', 'include'],
].filter(isAccepted);
