/** Relative to the package's folder. */
export declare const programInPackage: string;

export declare const programPath: string;
