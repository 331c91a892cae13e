# shellcheck shell=bash
# Makes the container and the host that the benchmarks of sandboxes use, and removes them; sourced by run.
# What cannot be made is not named in the environment, and the benchmarks that need it are left out.

sandboxes=

make_sandboxes() {
  sandboxes=$(mktemp -d "${TMPDIR:-/tmp}/curfew-bench.XXXXXX")
  trap remove_sandboxes EXIT
  make_container || echo "no container: the benchmarks in containers are left out" >&2
  make_host || echo "no sshd: the benchmarks over SSH are left out" >&2
  # Its helpers would have to be pulled; the benchmarks remove their containers themselves.
  export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
}

make_container() {
  local name=curfew-bench-$$ image=localhost/curfew-bench:$$ busybox
  busybox=$(command -v busybox) && docker version > "$sandboxes/log" 2>&1 || return
  mkdir -p "$sandboxes"/root/{bin,dev,etc,proc,root,sys,tmp}
  cp "$busybox" "$sandboxes/root/bin/busybox"
  "$busybox" --list | grep -vx busybox | while read -r applet; do
    ln -s busybox "$sandboxes/root/bin/$applet"
  done
  echo root:x:0:0:root:/root:/bin/sh > "$sandboxes/root/etc/passwd"
  chmod 1777 "$sandboxes/root/tmp"
  tar -C "$sandboxes/root" --owner=0 --group=0 -c . | docker import - "$image" >> "$sandboxes/log" 2>&1 || return
  docker run -d --rm --init --name "$name" "$image" sleep 100000 >> "$sandboxes/log" 2>&1 || return
  export CURFEW_BENCH_IMAGE=$image CURFEW_BENCH_CONTAINER=$name
}

make_host() {
  local sshd port=$((20000 + $$ % 20000))
  sshd=$(PATH=$PATH:/usr/sbin command -v sshd) && command -v ssh ssh-keygen > "$sandboxes/log" || return
  mkdir -p "$sandboxes/home"
  # When it runs as root, sshd locks up its unprivileged half there.
  [[ $EUID != 0 ]] || mkdir -p /run/sshd
  ssh-keygen -q -t ecdsa -N "" -f "$sandboxes/host-key"
  ssh-keygen -q -t ecdsa -m PEM -N "" -f "$sandboxes/key"
  cp "$sandboxes/key.pub" "$sandboxes/authorized"
  echo "curfew-bench $(cat "$sandboxes/host-key.pub")" > "$sandboxes/known-hosts"
  write_host_files "$port"
  "$sshd" -f "$sandboxes/sshd.conf" -E "$sandboxes/sshd.log" || return
  await_host || return
  ssh -F "$sandboxes/config" -M -N -f -S "$sandboxes/master" curfew-bench || return
  export CURFEW_BENCH_HOST=$sandboxes CURFEW_BENCH_PORT=$port
}

# It goes to the background before it listens.
await_host() {
  for _ in {1..50}; do
    ! ssh -F "$sandboxes/config" curfew-bench true 2>> "$sandboxes/log" || return 0
    sleep 0.1
  done
  return 1
}

write_host_files() {
  cat > "$sandboxes/sshd.conf" << END
ListenAddress 127.0.0.1
Port $1
HostKey $sandboxes/host-key
AuthorizedKeysFile $sandboxes/authorized
StrictModes no
PidFile $sandboxes/sshd.pid
UsePAM no
UseDNS no
PermitRootLogin yes
SetEnv HOME=$sandboxes/home
PrintMotd no
PrintLastLog no
MaxStartups 200
END
  cat > "$sandboxes/config" << END
Host curfew-bench
HostName 127.0.0.1
HostKeyAlias curfew-bench
Port $1
User $(id -un)
IdentityFile $sandboxes/key
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile $sandboxes/known-hosts
GlobalKnownHostsFile /dev/null
BatchMode yes
LogLevel ERROR
END
}

remove_sandboxes() {
  if [[ -S $sandboxes/master ]]; then
    ssh -F "$sandboxes/config" -S "$sandboxes/master" -O exit curfew-bench 2>> "$sandboxes/log" || true
  fi
  if [[ -s $sandboxes/sshd.pid ]]; then
    kill "$(cat "$sandboxes/sshd.pid")" || true
  fi
  if [[ -n ${CURFEW_BENCH_CONTAINER:-} ]]; then
    # With those of workers that were ended before their time.
    docker ps --all --quiet --filter "ancestor=$CURFEW_BENCH_IMAGE" |
      xargs -r docker rm --force >> "$sandboxes/log" 2>&1 || true
    docker image rm "$CURFEW_BENCH_IMAGE" >> "$sandboxes/log" 2>&1 || true
  fi
  rm -rf "$sandboxes"
}
