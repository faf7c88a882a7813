/**
 * Runs the session in POSIX sh so that the keys of the terminal reach the node, and so that the Session Manager plugin does not
 * outlive the client. Knows processes and signals, and nothing of AWS.
 */

/**
 * The words of the command are the positional parameters.
 *
 * With job control (`set -m`) the session is a process group of its own in the foreground of the terminal: Ctrl-C, Ctrl-Z and a
 * change of the window's size reach the AWS CLI and the plugin, and nobody else. Otherwise Ctrl-C also reaches the AWS CLI that
 * runs an alias, which does not ignore it as it does for its own `ssm start-session`: it ends, and the plugin stays.
 * Ctrl-Z is ignored until the plugin handles it: a stopped AWS CLI would be a session that nobody can continue.
 *
 * The watcher is in that group. When the client, or the process `watched`, is killed, it ends the group. If only `watched` is
 * killed, it kills the client first: otherwise the client would take the terminal away from the user's own shell, and that would exit.
 * Without a terminal some shells have no job control; then there are no such keys.
 */
export const posixStart = (watched: string) => `if [ "$action" = start ]; then
  watch() {
    trap '' HUP INT QUIT TERM TSTP TTIN TTOU
    while kill -0 "$$"${watched === '' ? '' : ` && kill -0 ${watched}`}; do sleep 1; done${watched === '' ? '' : '\n    kill -KILL "$$"'}
    kill -TERM 0
    kill -CONT 0
  }
  set -m 2>/dev/null
  case $- in *m*) ;; *) exec "$@" ;; esac
  (
    trap '' TSTP
    watch </dev/null >/dev/null 2>&1 &
    exec "$@"
  )
  exit
fi
`;
