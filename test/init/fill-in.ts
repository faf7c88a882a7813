/** Fills in what `init` leaves to people, as a person would. */
export function fillIn(starter: string): string {
  return starter
    .replace('["000000000000"]', '["111122223333"]')
    .replace('ssoins-0000000000000000', 'ssoins-722357a1b2c3d4e5')
    .replace('configuration: fill-in', 'configuration: disabled')
    .replace('kmsKey: fill-in', 'kmsKey: alias/session-manager')
    .replaceAll(/osUser: fill-in-(\S+)/g, 'osUser: u-$1')
    .replaceAll(/(permissionSet|name): fill-in(?:-(\d+))?/g, '$1: Set$2')
    .replace(/deployedBy: \[fill-in\](?=.*such as ("[^"]+"))/, 'deployedBy: [$1]')
    .replaceAll('sessionsBefore: fill-in', 'sessionsBefore: true');
}
