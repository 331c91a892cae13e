# shellcheck shell=sh disable=SC2154
# Enters a sandbox: puts the native program and the warden where programs may run, and becomes the warden.
# It comes as a line of its own, with assignments to cookie, mark, lease, id and home before it; the standard input goes on
# with the program and the warden, one line each, as printf(1) understands them in %b. Runs in dash, bash and busybox,
# and where busybox is the only program. shellcheck does not see those assignments.
umask 077
export LC_ALL=C
set +f

# Some images have a busybox and no links to it.
run() { "$@" 2>/dev/null || busybox "$@" 2>/dev/null; }

machine=$(run uname -m) || read -r machine </proc/sys/kernel/arch || machine=unknown
echo "curfew machine ${machine:-unknown}"
IFS= read -r program && IFS= read -r warden || exit 1

# In a folder that others may write to, a name may be anybody's, and be another file at any moment: to open a named pipe
# blocks. A folder that we are in stays the same, and if it is ours, nobody else puts anything into it.
read_owner() { cd "$1" && [ -O . ] && [ -f owner ] && [ -O owner ] && read -r pid start space _ <owner; }

# A warden that is gone needs no folder any more. Its pid says nothing where another namespace gives out the pids.
is_stale() {
  read_owner "$1" && [ "$space" = "$namespace" ] && [ "$("$folder/guard" identify "$pid")" != "$pid $start $space" ]
}

remove_stale() {
  for stale in "$1"/curfew-sandbox-*; do
    [ -L "$stale" ] || ! (is_stale "$stale") || "$folder/guard" prune "$stale"
  done >/dev/null 2>&1
}

# What is in a folder that was not entered is known.
abandon() { run rm -f "$folder/guard" "$folder/warden.sh" "$folder/status" "$folder/owner" && run rmdir "$folder"; }

# Makes our folder in another one, or sets $problem to what does not work there. One that exists may be anybody's.
settle() {
  folder=${1%/}/curfew-sandbox-$id
  made=no problem='cannot make a folder'
  run mkdir "$folder" || return 1
  made=yes
  problem='cannot write'
  printf %b "$program" >"$folder/guard" && printf %b "$warden" >"$folder/warden.sh" || return 1
  problem='no chmod'
  run chmod 700 "$folder/guard" || return 1
  problem=$("$folder/guard" probe "$folder/status" 2>&1)
  code=$?
  case $code in
    41 | 43) ;;
    40 | 42) problem='/proc is missing or does not list children' && return 1 ;;
    *) problem="cannot run a program (${problem##*: }, exit code $code)" && return 1 ;;
  esac
  owner=$("$folder/guard" identify $$) && namespace=${owner##* } && echo "$owner" >"$folder/owner" && problem=
} 2>/dev/null

folder='' reasons='' tried=:
[ -c /dev/null ] || { echo 'curfew refused /dev/null is missing' && exit 1; }
for candidate in "$home" "$TMPDIR" /tmp /dev/shm /var/tmp /run "$HOME" "$PWD" /dev; do
  case $candidate in /*) ;; *) continue ;; esac
  case $tried in *":$candidate:"*) continue ;; esac
  tried=$tried$candidate:
  [ -d "$candidate" ] || { reasons="$reasons, $candidate: no folder" && continue; }
  settle "$candidate" && break
  reasons="$reasons, $candidate: $problem"
  [ $made = no ] || abandon
  folder=
done
if [ -z "$folder" ]; then
  echo "curfew refused ${reasons#, }"
  exit 1
fi
remove_stale "${folder%/*}"
exec 3<>"$folder/status" # from now on somebody reads it, as a lane wants it that is here before the others
echo "curfew entered $folder $owner"
exec "$folder/guard" relay sh "$folder/warden.sh" "$folder" "$mark" "$cookie" 0 "$lease"
