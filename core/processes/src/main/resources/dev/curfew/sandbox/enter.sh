# shellcheck shell=sh disable=SC2154
# Enters a sandbox: installs the native program in a folder where programs may run, and becomes it: it is the warden.
# It arrives as a single line, preceded by assignments to cookie, mark, lease, id and home; the standard input continues
# with the program in one line, encoded for %b of printf(1). Runs in dash, bash and busybox, and where busybox is the only
# program. shellcheck does not see those assignments.
umask 077
export LC_ALL=C
set +f

# Some images have busybox, but no links to it.
run() { "$@" 2>/dev/null || busybox "$@" 2>/dev/null; }

machine=$(run uname -m) || read -r machine </proc/sys/kernel/arch || machine=unknown
echo "curfew machine ${machine:-unknown}"
IFS= read -r program || exit 1

# In a folder that other users may write to, a name may refer to another user's file, and change at any moment: opening a
# named pipe blocks. The current folder cannot be exchanged, and if this user owns it, other users cannot put files into it.
read_owner() { cd "$1" && [ -O . ] && [ -f owner ] && [ -O owner ] && read -r pid start space _ <owner; }

# The folder of a warden that has ended is not needed any more. In another PID namespace, its pid has no meaning here.
is_stale() {
  read_owner "$1" && [ "$space" = "$namespace" ] && [ "$("$folder/guard" identify "$pid")" != "$pid $start $space" ]
}

remove_stale() {
  for stale in "$1"/curfew-sandbox-*; do
    [ -L "$stale" ] || ! (is_stale "$stale") || "$folder/guard" prune "$stale"
  done >/dev/null 2>&1
}

# A folder that was not entered contains only these files.
abandon() { run rm -f "$folder/guard" "$folder/status" "$folder/owner" && run rmdir "$folder"; }

# Makes the sandbox folder in another one, or sets $problem to what does not work there. An existing one may belong to another user.
settle() {
  folder=${1%/}/curfew-sandbox-$id
  made=no problem='cannot make a folder'
  run mkdir "$folder" || return 1
  made=yes
  problem='cannot write'
  printf %b "$program" >"$folder/guard" || return 1
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
exec 3<>"$folder/status" # from now on the pipe has a reader, which the first lane needs
echo "curfew entered $folder $owner"
exec "$folder/guard" relay "$folder/guard" warden "$folder" "$mark" "$cookie" 0 "$lease"
