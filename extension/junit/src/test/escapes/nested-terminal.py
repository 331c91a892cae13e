# nested-terminal.py ESC: a terminal inside the terminal, a shell on it, and a process that leaves the shell's session.
import pty
import sys

SHELL_LINE = '"$1" sleep nested-terminal & setsid "$1" sleep nested-terminal & echo "ready 4"; wait'
pty.spawn(["sh", "-c", SHELL_LINE, "nested-terminal", sys.argv[1]])
