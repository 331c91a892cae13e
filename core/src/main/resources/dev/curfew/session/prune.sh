# shellcheck shell=sh
# Deletes a folder where the native program does not run, and prints what is left as that program does:
#   sh prune.sh FOLDER
# Unlike it, this detaches no mount: where one is, nothing is deleted. And it deletes nothing in a folder that a command has
# made unreadable, because chmod(1) could follow a link that appears. rm(1) descends by descriptors, except that of busybox.
export LC_ALL=C
folder=$1
parent=$(cd -P -- "${folder%/*}/" 2>/dev/null && pwd -P) || exit 0

left() {
  printf '%s\000%s\000' "$folder" "$1"
  exit 1
}

# Those of Linux, whose octal escapes printf(1) undoes, or what mount(8) prints.
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
