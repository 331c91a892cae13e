# The programs that the tests start, and their installation. Sourced by verify.
# shellcheck shell=bash

# Programs that the tests start, and the Debian packages that contain them.
readonly PROGRAMS='
python3:python3
sqlite3:sqlite3
less:less
vim:vim
dialog:dialog
fzf:fzf
htop:htop
redis-server:redis-server
redis-cli:redis-tools
postgres:postgresql
psql:postgresql-client
openssl:openssl
zip:zip
chromium:chromium
bc:bc
ssh-keygen:openssh-client
sshd:openssh-server
docker:docker.io
podman:podman runc catatonit
srun:slurm-client
slurmctld:slurmctld
slurmd:slurmd
munged:munge
kubectl:kubernetes-client
ch-run:charliecloud-runtime
ps:procps
tmux:tmux
Xvfb:xvfb
xterm:xterm
perl:perl
busybox:busybox-static
dash:dash
setpriv:util-linux
unshare:util-linux
nsenter:util-linux
mount:mount
prlimit:util-linux
pstree:psmisc
setsid:util-linux
gcc:gcc libc6-dev
git:git
shellcheck:shellcheck
readelf:binutils
make:make
aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu libc6-dev-arm64-cross
qemu-aarch64:qemu-user'

# Additional programs to start a docker engine as root where none answers.
readonly ENGINE_PROGRAMS='
dockerd:docker.io
containerd:containerd
runc:runc
iptables:iptables
ip:iproute2'

# This file keeps the maintainer scripts of Debian packages from starting services.
readonly POLICY=/usr/sbin/policy-rc.d

# Prints the rows of PROGRAMS whose program is not installed.
missing_rows() {
  local row rows=$PROGRAMS
  [ "$engine" != none ] || rows+=$ENGINE_PROGRAMS
  while IFS= read -r row; do
    [ -z "$row" ] || command -v "${row%%:*}" >/dev/null || printf '%s\n' "$row"
  done <<<"$rows"
}

# Debian keeps the programs of the PostgreSQL server outside of PATH.
reach_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    [ ! -d "$folder" ] || PATH+=:$folder
  done
}

# Installs missing programs where that needs no confirmation; otherwise lists them.
provide_programs() {
  local rows programs
  local -a packages
  reach_postgres
  rows=$(missing_rows)
  if [ -n "$rows" ] && [ "$(id -u)" -eq 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null; then
    mapfile -t packages < <(cut -d: -f2 <<<"$rows" | tr ' ' '\n' | sort -u)
    say "installing ${packages[*]}"
    install_packages "${packages[@]}" || say "the installation failed"
    reach_postgres
    rows=$(missing_rows)
  fi
  [ -n "$rows" ] || return 0
  programs=$(cut -d: -f1 <<<"$rows" | paste -sd ' ')
  [ "$NO_SKIP" != true ] || fail "missing programs: $programs; install them, because nothing may be skipped"
  say "missing programs: $programs; the tests that need them are skipped"
}

# Installs packages without starting their services: the tests start the services that they need.
install_packages() (
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e $POLICY ]; then
    trap 'rm -f $POLICY' EXIT
    printf '#!/bin/sh\nexit 101\n' >$POLICY
    chmod 755 $POLICY
  fi
  apt-get -qq update && apt-get -qq install -y --no-install-recommends "$@"
) </dev/null >/dev/null
