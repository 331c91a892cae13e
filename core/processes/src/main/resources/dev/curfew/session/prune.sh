# shellcheck shell=sh
# Deletes a folder where the native program does not run, and prints what is left in the format of that program:
#   sh prune.sh FOLDER
# Unlike that program, it does not detach mounts: if there is one, nothing is deleted. And it deletes nothing in a folder that a
# command has made unreadable, because chmod(1) could follow a link that appears. rm(1) descends by descriptors, except in busybox.
export LC_ALL=C
folder=$1
parent=$(cd -P -- "${folder%/*}/" 2>/dev/null && pwd -P) || exit 0

left() {
  printf '%s\000%s\000' "$folder" "$1"
  exit 1
}

# Prints the mount points from /proc on Linux, with octal escapes decoded by printf(1), or else from mount(8).
mount_points() {
  if [ -r /proc/self/mountinfo ]; then
    while read -r _ _ _ _ point _; do printf '%b\n' "$point"; done </proc/self/mountinfo
  else
    mount | sed -n 's/^.* on \(\/.*\) (.*$/\1/p'
  fi
}

points=$(mount_points)
[ -n "$points" ] || left 'the mounts of this system are unknown'
case "
$points/" in *"
${parent%/}/${folder##*/}"[/"
"]*) left 'a mount is in it' ;; esac

if rm -rf --one-file-system; then set -- --one-file-system; else set --; fi 2>/dev/null
said=$(rm -rf "$@" -- "$folder" 2>&1)
[ -e "$folder" ] || [ -L "$folder" ] || exit 0
left "${said:-it cannot be deleted}"
