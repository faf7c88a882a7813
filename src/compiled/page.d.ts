/** The report page's script and styles; see `scripts/compile-page.mjs`. Hashes are as a Content-Security-Policy names them. */
export declare const pageScript: string;
export declare const pageScriptHash: string;
export declare const pageStyles: string;
export declare const pageStylesHash: string;
export declare const pictureFileStyles: string;
