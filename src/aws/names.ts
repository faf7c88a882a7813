/** Names that AWS gives: the default Session document, and the tag that decides the Linux user. */

/** Session Manager uses it when a request names no document; each account has its own. */
export const defaultDocument = 'SSM-SessionManagerRunShell';

/** The principal tag that outranks every document's Linux user; AWS compares tag keys without letter case. */
export const runAsTag = 'SSMSessionRunAs';
