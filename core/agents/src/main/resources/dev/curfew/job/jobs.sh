# shellcheck shell=sh
# Manages the jobs of a store in the sandbox where they run: sh -c "$this" sh VERB ROOT PROGRAM [ARGUMENT ...]
# PROGRAM is the name of the native program in ROOT. The outcome in the sandbox is printed; an exit code other than 0 means
# that the sandbox was not reached. Runs in dash, bash and busybox.
umask 077
verb=$1 root=$2 guard=$2/$3
shift 3

# Prints the processes that carry a mark of a job: its cookie, or its number among their limits.
marked() {
  for process in /proc/[0-9]*; do
    # shellcheck disable=SC2020 # each of the two characters becomes a line break
    tr '\000:' '\n\n' <"$process/environ" | sed 's/^CURFEW_COOKIE=//' | grep -qx "$1-1" \
      || { [ "$2" != - ] && grep -q "^Max file locks .*$2" "$process/limits"; } || continue
    case $(cat "$process/stat") in *') Z '* | *') X '*) ;; *) echo "${process#/proc/}" ;; esac
  done 2>/dev/null
}

# The command of a job keeps its own locale.
[ "$verb" = launch ] || export LC_ALL=C
case $verb in
  machine)
    uname -m
    [ -x "$guard" ] && echo ready
    ;;
  install)
    mkdir -p "$root" && cat >"$guard.$$" && chmod 700 "$guard.$$" && mv "$guard.$$" "$guard"
    "$guard" probe
    echo "probed $?"
    ;;
  launch)
    { mkdir -p "$root/$1" && { [ "$2" = - ] || cd "$2"; }; } || { echo 'refused 2 directory' && exit 0; }
    shift 2
    env "$@" 2>/dev/null || :
    ;;
  forbid)
    mkdir -p "$root/$1" && echo void >"$root/$1/void.$$" && ln "$root/$1/void.$$" "$root/$1/started" && echo forbidden
    rm -f "$root/$1/void.$$"
    ;;
  notes)
    for name in started ended empty; do
      [ -f "$root/$1/$name" ] && echo "== $name" && cat "$root/$1/$name"
    done
    ;;
  life)
    "$guard" identify "$1"
    cat /proc/sys/kernel/random/boot_id
    ;;
  end)
    [ "$("$guard" identify "$1")" = "$1 $2 $3" ] && kill -TERM "$1"
    ;;
  left)
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      left=$(marked "$1" "$2")
      [ -n "$left" ] || break
      # shellcheck disable=SC2086 # a list of pids
      kill -KILL $left
    done
    # shellcheck disable=SC2086 # the list becomes one line
    echo $left
    ;;
  log)
    staged=$root/$1/staged.$$
    mkdir "$staged" && ln "$root/$1"/log.* "$staged"
    for file in "$staged"/log.*; do
      [ -f "$file" ] || continue
      size=$(wc -c <"$file")
      echo "${file##*/} $((size))"
      head -c "$((size))" "$file"
    done
    rm -f "$staged"/log.* && rmdir "$staged"
    ;;
  remove)
    "$guard" prune "$root/$1"
    ;;
esac 2>/dev/null
exit 0
