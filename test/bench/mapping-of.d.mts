export function mappingOf(roles: number): string;
