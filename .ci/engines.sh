# The container engines that the tests use. Sourced by verify.
# shellcheck shell=bash

readonly SECONDS_TO_START=60 SECONDS_TO_STOP=20

docker_answers() { within 10 docker version >/dev/null 2>&1; }

# within SECONDS COMMAND: ends a command that takes longer, if timeout(1) is available.
within() {
  if command -v timeout >/dev/null; then timeout "$@"; else "${@:2}"; fi
}

# Starts a docker engine for root where none answers. It ends with this script, keeps all its files in our temp folder, and does
# not change the network of this machine.
start_docker() {
  local base=$tmp/docker deadline=$((SECONDS + SECONDS_TO_START))
  mkdir "$base"
  setsid dockerd --data-root "$base/data" --exec-root "$base/exec" --pidfile "$base/pid" --host "unix://$base/socket" \
    --bridge "$(make_bridge)" --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
    </dev/null >"$base/log" 2>&1 &
  dockerd=$!
  export DOCKER_HOST=unix://$base/socket
  until docker_answers; do
    if [ "$SECONDS" -ge "$deadline" ] || ! kill -0 "$dockerd" 2>/dev/null; then
      tail -n 20 "$base/log" >&2
      missing_engine "the docker engine that was started does not answer; the end of its log is above"
      return
    fi
    sleep 0.2
  done
  say "started a docker engine at $DOCKER_HOST"
}

# Makes a network between the containers and this machine, without a route to others, and prints its name. Tests of ports need it.
make_bridge() {
  local bridge=curfew$$
  if ip link add name "$bridge" type bridge && ip address add "172.31.$((RANDOM % 256)).1/24" dev "$bridge"; then
    echo "$bridge"
  else
    echo none
  fi 2>/dev/null
}

provide_docker() {
  if [ "$engine" = found ]; then
    say "the docker engine is the one that answers at ${DOCKER_HOST:-the default address}"
  elif [ "$(id -u)" -ne 0 ]; then
    missing_engine "no docker engine answers, and only root can start one; start it or set DOCKER_HOST"
  elif ! command -v docker >/dev/null || ! command -v dockerd >/dev/null; then
    missing_engine "no docker engine answers, and none is installed; install docker.io or set DOCKER_HOST"
  else
    start_docker
  fi
}

missing_engine() {
  [ "$NO_SKIP" != true ] || fail "$1, because nothing may be skipped"
  say "$1; the tests that need it are skipped"
}

# Gives root's podman its own storage, and no default limits, because an outer container may not permit raising them.
provide_podman() {
  local base=$tmp/podman
  [ "$(id -u)" -eq 0 ] && command -v podman >/dev/null || return 0
  mkdir "$base"
  cat >"$base/containers.conf" <<END
[containers]
default_ulimits = []
netns = "none"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
init_path = "$(command -v docker-init || command -v catatonit || command -v tini || true)"
lock_type = "file"
runtime = "runc"
tmp_dir = "$base/tmp"
END
  cat >"$base/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$base/data"
runroot = "$base/run"
END
  export CONTAINERS_CONF=$base/containers.conf CONTAINERS_STORAGE_CONF=$base/storage.conf
}

# Ends the build: if a signal ends this script, Maven may still be running the tests and the gates.
stop_build() {
  local -a pids
  mapfile -t pids < <(descendants $$)
  [ ${#pids[@]} -eq 0 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
  wait_for_end_of "${pids[@]}"
}

# Prints the descendants of a process, except the engine and its descendants.
descendants() {
  ps -eo pid=,ppid= | awk -v root="$1" -v without="${dockerd:-0}" -v self="$BASHPID" '
    { parent[$1] = $2 }
    END {
      for (pid in parent) {
        for (p = pid; p > 1 && p != root && p != without && p != self; p = parent[p]);
        if (p == root && pid != root) print pid
      }
    }'
}

# Waits for some time until processes have ended.
wait_for_end_of() {
  local pid deadline=$((SECONDS + SECONDS_TO_STOP))
  for pid in "$@"; do
    while kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
  done
}

# Removes the containers of our own engines, then the engines, then their mounts.
stop_engines() {
  if [ -e "$tmp/podman" ]; then
    within 10 podman ps -aq 2>/dev/null | on_each within 30 podman rm -f -t 0 || true
    find /sys/fs/cgroup -depth -path '*/libpod_parent*' -type d -exec rmdir {} \; 2>/dev/null || true
  fi
  if [ -n "$dockerd" ]; then
    # Processes of a paused container cannot be killed.
    within 10 docker ps -q --filter status=paused 2>/dev/null | on_each within 30 docker unpause || true
    within 10 docker ps -aq 2>/dev/null | on_each within 30 docker rm -f || true
    kill -TERM "$dockerd" 2>/dev/null || true
    wait_for_end_of "$dockerd"
    kill -KILL "$dockerd" 2>/dev/null || true
    kill_processes_of "$tmp/docker/"
    wait "$dockerd" 2>/dev/null || true
    ip link delete "curfew$$" 2>/dev/null || true
  fi
  mounts_below "$tmp" | while read -r mount; do umount -l "$mount" || true; done
}

# on_each COMMAND...: runs a command with the lines of the input as arguments, if there are any, and ignores its failure.
on_each() {
  local -a lines
  mapfile -t lines
  [ ${#lines[@]} -eq 0 ] || "$@" "${lines[@]}" >/dev/null 2>&1 || true
}

# Ends the processes whose arguments name a file below a folder, such as the parts of an engine, and their children, such as containers.
kill_processes_of() {
  local pid pids
  pids=$(grep -lszF -- "$1" /proc/[0-9]*/cmdline | sed 's/[^0-9]//g' | grep -vx "$$") || return 0
  for pid in $pids; do
    { ps -o pid= --ppid "$pid" || true; echo "$pid"; } | tr -d ' ' | on_each kill -KILL || true
  done
}

mounts_below() {
  [ ! -r /proc/self/mounts ] || awk -v base="$1/" 'index($2, base) == 1 { print $2 }' /proc/self/mounts | tac
}
