# shellcheck shell=sh
# tmux-server.sh ESC: a tmux server, which daemonizes, and what runs in it. The socket lies in the working directory.
tmux -S tmux-server -f /dev/null new-session -d "exec '$1' sleep tmux-server" && echo "ready 2"
