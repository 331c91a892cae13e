# Finds leaks of the tests: processes, containers, folders, files, mounts. Sourced by verify.
# shellcheck shell=bash

# Prints the containers that the tests left, one per line.
leaked_containers() {
  local client label
  for client in docker podman; do
    command -v $client >/dev/null || continue
    for label in dev.curfew.owner dev.curfew.test; do
      within 10 $client ps -a --filter "label=$label" --format "$client container {{.ID}} {{.Names}} {{.Image}}" 2>/dev/null || true
    done
  done
}

# Prints the living processes that the tests left behind, one "pid command line" per line. These are processes with the
# environment of our builds; processes with a path of ours in their arguments, such as guards and wardens, or in their
# environment, such as daemons that clear the rest of it; and processes that started after this script, carry a mark of Curfew,
# and do not belong to another ./verify.
leaked_processes() {
  local pid began
  began=$(start_time $$)
  {
    grep -lzsE "^CURFEW_VERIFY_RUN=$tmp$" /proc/[0-9]*/environ
    grep -lzsF -f <(printf '%s' "$tmp/work/curfew-") /proc/[0-9]*/cmdline /proc/[0-9]*/environ
    for pid in $(grep -lzsE '^CURFEW_COOKIE=' /proc/[0-9]*/environ; \
      grep -lsE '^Max file locks +.*[1-9][0-9]{17} ' /proc/[0-9]*/limits); do
      pid=${pid//[!0-9]/}
      if ! grep -qzs '^CURFEW_VERIFY_RUN=' "/proc/$pid/environ" && [ "$(start_time "$pid")" -gt "$began" ]; then
        echo "$pid"
      fi
    done
  } | sed 's/[^0-9]//g' | sort -u | while read -r pid; do
    printf '%s %s\n' "$pid" "$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")"
  done | sort
}

# Prints the start time of a process, in clock ticks after boot; 0 if it has ended.
start_time() {
  local stat
  read -r stat 2>/dev/null <"/proc/$1/stat" || { echo 0; return; }
  # The name of the program may contain blanks, so the fields after it are counted.
  awk '{ print $20 }' <<<"${stat##*) }"
}

# Prints the folders of sandboxes that were created after the start of this script, in all possible locations.
leaked_folders() {
  find /tmp /dev/shm /var/tmp /run "$HOME" -maxdepth 1 -name 'curfew-sandbox-*' -newer "$tmp/began" 2>/dev/null || true
}

# Prints the programs of this machine that changed while the tests ran, as through a link that a test made. An installed package
# does not count: its files keep the time at which they were built.
changed_programs() {
  find -H /bin /sbin /usr/bin /usr/sbin -type f -newer "$tmp/began" 2>/dev/null || true
}

# Prints the lines that a function prints in every one of several samples within three seconds: a process that is just ending,
# or that belongs to a parallel test run, is not in all of them.
lasting() {
  local left
  left=$($1 | sort)
  for _ in 1 2 3; do
    [ -n "$left" ] || return 0
    sleep 1
    left=$(comm -12 <(printf '%s\n' "$left") <($1 | sort))
  done
  printf '%s' "$left"
}

# Fails if the tests left a process, a container or a file.
check_leaks() {
  local left files own
  own=curfew-$(id -u)
  if [ -d /proc/self ]; then
    left=$(lasting leaked_processes)
    [ -z "$left" ] || fail "the tests left these processes running: "$'\n'"$left"
  else
    say "leak check of processes skipped: no /proc here"
  fi
  left=$(lasting leaked_containers)
  [ -z "$left" ] || fail "the tests left these containers: "$'\n'"$left"
  left=$(lasting leaked_folders)
  [ -z "$left" ] || fail "the tests left these folders of sandboxes: "$'\n'"$left"
  # Programs are extracted once per user, and kept for the next run; no other file may stay.
  files=$(find "$tmp/work" -mindepth 1 -maxdepth 1 \( -name 'curfew-*' -o -name 'pty4j-*' \) ! -name "$own"
    find "$tmp/work/$own" -mindepth 1 ! -path "$tmp/work/$own/bin" ! -path "$tmp/work/$own/bin/curfew-guard-*" \
      ! -path "$tmp/work/$own/bin/prune.sh-*" 2>/dev/null || true)
  [ -z "$files" ] || fail "the tests left these files: "$'\n'"$(tr '\n' '\0' <<<"$files" | xargs -0 -I{} find {} | head -n 50)"
  files=$(changed_programs)
  [ -z "$files" ] || fail "these programs of the machine changed while the tests ran: "$'\n'"$files"
  [ -z "$(mounts_below "$tmp/work")" ] || fail "the tests left these mounts: "$'\n'"$(mounts_below "$tmp/work")"
}
