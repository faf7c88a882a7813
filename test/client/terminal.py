"""A terminal for a test: runs an interactive shell under a pseudo terminal, as a person would use it.

Reads one JSON list a line: ["type", TEXT], ["resize", ROWS, COLUMNS] or ["close"]. Prints what the terminal shows.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
import threading

pid, terminal = pty.fork()
if pid == 0:
    os.execvp("bash", ["bash", "--noprofile", "--norc", "-i"])


def show():
    while True:
        try:
            output = os.read(terminal, 65536)
        except OSError:
            output = b""
        if not output:
            return
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()


threading.Thread(target=show, daemon=True).start()
for line in sys.stdin:
    action, *values = json.loads(line)
    if action == "type":
        os.write(terminal, values[0].encode())
    elif action == "resize":
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *values, 0, 0))
    else:
        # The thread that reads would keep the terminal open.
        os._exit(0)
