# shellcheck shell=sh
# signals-its-guard.sh ESC: sends its guard all signals that would end it, or have it end others. Without a guard its parent is the JVM.
case $(tr '\0' ' ' <"/proc/$PPID/cmdline") in
  */curfew-guard-*) for signal in USR1 INT HUP QUIT TERM; do kill "-$signal" "$PPID"; done ;;
esac
echo "ready 1"
exec "$1" sleep signals-its-guard
