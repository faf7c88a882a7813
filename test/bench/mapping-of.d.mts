export function mappingOf(roles: number): string;
export function organizationOf(size: { readonly accounts: number; readonly roles: number }): string;
export function distinctRolesOf(roles: number): string;
