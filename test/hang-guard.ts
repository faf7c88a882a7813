/** A bound for programs that tests run, so that one that hangs ends. No test depends on it: a busy machine stays far below. */
export const hangGuard = 30 * 60 * 1000;
