export function bundleSource(entry: string, folder: string): Promise<void>;
