# shellcheck shell=sh
# script.sh ESC: script(1) gives a shell a terminal and a session of its own, and the shell starts more.
export ESC="$1"
# shellcheck disable=SC2016 # the shell of script(1) expands it
exec script -qfc '"$ESC" sleep script & setsid "$ESC" sleep script & echo "ready 4"; wait # script' /dev/null
