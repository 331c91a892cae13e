# shellcheck shell=sh
# Ends the processes that one session of Curfew has started: on request, and all of them when the JVM is gone.
#   sh warden.sh FOLDER MARK COOKIE [OWNER_PID [LEASE_SECONDS [PROGRAM ARGUMENT]]]
# Standard input comes from the JVM: one request per line, and end-of-file when the JVM has ended. Runs in dash, bash and busybox.
# PROGRAM deletes the folder when it is run with ARGUMENT and FOLDER: by default the native program in the folder.
# Variables of shell functions are global: functions return results in variables that are named after their content.
folder=$1 mark=$2 cookie=$3 owner=${4:-0} lease=${5:-0} pruner=${6:-$1/guard} pruning=${7:-prune}
self=$$ watchdog=none forks=yes grep=untried closing=no request='' requests=0 now=0 session='' start=''
trap '' HUP INT QUIT PIPE ALRM TERM USR1 USR2 TSTP TTIN TTOU XCPU
set -f
umask 077
export LC_ALL=C

# One write of less than 4096 bytes, which the kernel never interleaves with other writes to the same FIFO.
say() { printf 'warden %.4000s\n' "$*"; }

read_stat() {
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # These words follow the name of the program, which may contain any characters.
  # shellcheck disable=SC2086 # words
  set -- ${stat##*) }
  state=$1 parent=$2 group=$3 session=$4 threads=${18} start=${20}
}

# A process whose first thread has ended looks like a zombie while its other threads still run.
is_dead() { case $state in [ZX]) [ "$threads" -le 1 ] ;; *) return 1 ;; esac }

# The mark is stored in a limit that Linux does not use, the number of file locks. A nested session lowers one of its two values.
has_mark() {
  { while read -r first second third soft hard _ && [ "$first $second $third" != 'Max file locks' ]; do
    continue
  done <"/proc/$1/limits"; } 2>/dev/null || return 1
  for prefix in $marks; do
    for value in $soft $hard; do case ${#value}$value in 18"$prefix"*) return 0 ;; esac done
  done
  return 1
}

# The shell drops the NULs between variables, so the name of the next variable seems to be part of the value, up to its
# "=". $after prevents a number from matching the beginning of a longer one.
has_cookie() {
  { while read -r line || [ -n "$line" ]; do
    while case $line in *CURFEW_COOKIE=*) ;; *) false ;; esac do
      line=${line#*CURFEW_COOKIE=}
      for element in $elements; do case ":${line%%=*}=" in *":$element"$after*) return 0 ;; esac done
    done
  done <"/proc/$1/environ"; } 2>/dev/null
  return 1
}

# is_ours PID [marks-only]. Bash reads ahead and then seeks back. If the process has ended meanwhile, the seek fails, and
# the next read, of any file, begins with the rest of this one. Reading a seekable file clears that buffer.
is_ours() {
  has_mark "$1" || { [ $# -eq 1 ] && has_cookie "$1"; }
  ours=$?
  read -r _ </dev/null
  return $ours
}

# Protected are the owner with its threads, whose ids are pids too, and the warden with the programs that it runs.
is_protected() {
  [ "$1" -gt 1 ] && [ "$1" != "$owner" ] && [ ! -d "/proc/$owner/task/$1" ] || return 0
  case " $self $watchdog " in *" $1 "* | *" $parent "*) return 0 ;; *) return 1 ;; esac
}

# A session that is neither the owner's nor the warden's was started by a marked process, so all of its processes are ours.
may_end_group() { [ "$group" -gt 1 ] && [ "$session" != "$own_session" ] && [ "$session" != "$owner_session" ]; }

# end_if_ours PID [marks-only]. A group is ended even if the process has ended meanwhile, as a process that keeps replacing
# itself by a fork always has. So its group is read before its mark: afterwards the process may be gone.
end_if_ours() {
  read_stat "$1" && ! is_dead || return 0
  case $ended_groups in *" $group "*) hits=$((hits + 1)) && return 0 ;; esac # the next pass sees whether it ended
  is_ours "$@" && ! is_protected "$1" || return 0
  hits=$((hits + 1)) seen=$start here=yes sent=no
  read_stat "$1" || here=no
  [ "$start" = "$seen" ] || return 0 # the pid was reused already; the next pass examines the new process
  ! may_end_group || ! kill -9 "-$group" || { sent=yes ended_groups="$ended_groups$group "; }
  [ $here = no ] || ! kill -9 "$1" || sent=yes
  [ $here = no ] || [ ${#left} -gt 3000 ] || left="$left $1"
  [ $here$sent != yesno ] || refused=$((refused + 1))
  case $sent$ended in no* | *" $1/$start "*) ;; *) ended="$ended$1/$start " killed=$((killed + 1)) progress=yes ;; esac
} 2>/dev/null

# Sets $found to the files that contain a mark or a cookie. Fails if they could not be searched.
search() {
  files=$*
  set --
  for prefix in $marks; do set -- "$@" -e " $prefix"; done
  for element in $elements; do set -- "$@" -e "$element"; done
  # shellcheck disable=SC2086 # a list of paths without blanks
  found=$(grep -sl "$@" $files </dev/null)
  [ $? -le 125 ] # 2 means that a file was unreadable
} 2>/dev/null

can_search() { [ $forks = yes ] && [ $grep = works ]; }

# Sets $found to files in /proc: with grep only the candidates, without it all.
find_candidates() {
  set +f
  ! can_search || ! search ${marks:+/proc/[0-9]*/limits} ${elements:+/proc/[0-9]*/environ} || return 0
  set -- /proc/[0-9]*
  found=$*
} 2>/dev/null

read_counters() {
  newest=0 now=$((now + 1)) # without a clock each call counts as a second, so that no loop runs forever
  read -r _ _ _ _ newest </proc/loadavg
  read -r uptime _ </proc/uptime && now=${uptime%%.*}
} 2>/dev/null

# A process that was found and has ended since may have forked.
look_at_many() {
  files=
  while [ "$last" -lt "$newest" ] && [ ${#files} -lt 9999 ]; do last=$((last + 1)) files="$files /proc/$last/limits"; done
  # shellcheck disable=SC2086 # a list of paths without blanks
  search $files || { hits=$((hits + 1)) && return; }
  for path in $found; do
    path=${path#/proc/} path=${path%%/*}
    end_if_ours "$path" marks-only
    [ -d "/proc/$path" ] || hits=$((hits + 1))
  done
}

# Examines every pid that was assigned since the pass began, until there are no new ones. Searching for cookies would take too
# long. On a busy machine there are more new pids than a shell can examine one by one, most of them threads.
follow_new_pids() {
  while read_counters; [ "$newest" -ne "$last" ]; do
    # The pids wrapped around, or new ones keep appearing: this pass proves nothing
    { [ "$newest" -gt "$last" ] && [ "$now" -le $((began + patience)) ]; } || { hits=$((hits + 1)) && return; }
    if [ $((newest - last)) -gt 30 ] && [ -n "$marks" ] && can_search; then
      look_at_many
    else
      while [ "$last" -lt "$newest" ]; do last=$((last + 1)) && end_if_ours "$last" ${marks:+marks-only}; done
    fi
  done
}

begin_sweep() {
  ended=' ' killed=0 patience=${1:-10}
  read_stat "$owner" && [ "$start" = "$owner_start" ] || owner=0 # from now on that pid may be reused
  read_counters
  began=$now
}

# pass [marks-only]: ends all processes that have one of $marks or $elements. Without a hit it proves that there are none: a
# process that is alive afterwards existed at the start, or got its pid since, and in both cases it was examined.
pass() {
  hits=0 refused=0 left='' progress=no ended_groups=' '
  read_counters
  last=$((newest > 9 ? newest - 9 : newest)) # a process that just got its pid may not be visible yet
  find_candidates
  set -f
  for path in $found; do path=${path#/proc/} && end_if_ours "${path%%/*}" "$@"; done
  follow_new_pids
}

# Ends all of them, and proves it. Fails after 10 seconds, or 3 if all that are left refuse the signal; $left has their pids.
sweep() {
  begin_sweep
  nap=0
  while [ -n "$marks$elements" ]; do
    pass
    [ $hits -gt 0 ] || return 0
    [ "$now" -le $((began + (hits > refused ? 10 : 3))) ] || return 1
    nap=$((nap < 9 ? nap + 1 : 9))
    [ $progress = yes ] || [ $forks = no ] || sleep "0.0$nap" || sleep 1
  done 2>/dev/null
}

end_request() {
  [ $# -gt 1 ] || return 1
  id=$1 marks='' elements='' after='[!0-9]'
  shift
  for wanted; do
    case ${#wanted}:$wanted in
      *:=*[!A-Za-z0-9._-]* | *[!0-9]) return 1 ;;
      *:=*) elements="$elements ${wanted#=}" ;;
      *:*[!0-9]*) return 1 ;;
      1[1-8]:*) marks="$marks $wanted" ;;
      *) return 1 ;;
    esac
  done
  if sweep; then say "ended $id $killed"; else say "left $id$left"; fi
}

want_session() { marks=$mark elements=${cookie:+$cookie-} after=; }

# signal_request NAME PGID...: signals the processes of the groups that are ours, because the numbers may have been reused.
signal_request() {
  want_session
  find_candidates
  set -f
  told=' '
  for path in $found; do
    path=${path#/proc/} path=${path%%/*}
    case $told in *" $path "*) continue ;; esac
    { read_stat "$path" && case " $* " in " $1"*" $group "*) ;; *) false ;; esac; } || continue
    is_ours "$path" && ! is_protected "$path" && kill "-$1" "$path" && told="$told$path "
  done >/dev/null 2>&1
  say pong
}

# tell_request NAME PID/START...: no answer, because the signaled guard sends its own report.
tell_request() {
  name=$1
  shift
  for wanted; do read_stat "${wanted%/*}" && [ "$start" = "${wanted#*/}" ] && kill "-$name" "${wanted%/*}"; done
  return 0
} >/dev/null 2>&1

# Does not use rm(1): it deletes the content of mounts, and that of busybox follows links that appear meanwhile.
remove_folder() { "$pruner" "$pruning" "$folder"; } </dev/null >/dev/null 2>&1

stop_watchdog() { [ $watchdog = none ] || kill -TERM $watchdog; }

# The kernel ends all processes in the cgroup of the session at once, whatever their user.
end_cgroup() {
  cgroup=
  read -r cgroup <"$folder/cgroup" || return 0
  case $cgroup in */"curfew-${folder##*/}") echo 1 >"$cgroup/cgroup.kill" ;; *) cgroup= ;; esac
} 2>/dev/null

# Killed processes keep the cgroup busy for a moment.
remove_cgroup() {
  [ -n "$cgroup" ] && [ $forks = yes ] || return 0
  tries=0
  set +f
  until rmdir "$cgroup"/*/ "$cgroup" || [ ! -d "$cgroup" ] || [ $tries -ge 20 ]; do
    tries=$((tries + 1))
    sleep 0.05 || sleep 1
    end_cgroup
  done
  set -f
} >/dev/null 2>&1

# Runs other cleanup that the session requested for its end, such as the removal of containers.
do_wills() {
  set +f
  for will in "$folder"/wills/*; do [ ! -f "$will" ] || sh "$will"; done
  set -f
} </dev/null >/dev/null 2>&1

# Called only when no process is left.
finish() {
  stop_watchdog
  exec </dev/null >/dev/null 2>&1
  remove_folder
  trap - EXIT
  exit 0
}

# A launcher sets the mark and then looks for "closed"; here the order is reversed, so at least one of the two notices the other.
# Processes of the session may have used up all pids, so the first pass does not fork, unless it would take long.
close_session() {
  closing=yes could_fork=$forks
  exec </dev/null >/dev/null 2>&1
  true >"$folder/closed"
  stop_watchdog
  end_cgroup
  want_session
  set +f
  set -- /proc/[0-9]*
  set -f
  begin_sweep 1
  [ $# -gt 500 ] || [ -z "$marks$elements" ] || { forks=no && pass ${marks:+marks-only}; }
  forks=$could_fork
  proven=no
  sweep && proven=yes
  [ $proven = no ] || remove_cgroup
  [ $forks = no ] || do_wills
  if [ $proven = yes ]; then remove_folder; else echo "${left# }" >"$folder/left"; fi
  trap - EXIT
  exit 0
}

# For connections of which one end is dead: after two leases without a request, this process replaces the warden.
# On a full disk the file is empty; that is not counted as silence.
watch_lease() {
  exec </dev/null >/dev/null 2>&1
  warden=$self warden_start=$start silence=0 before=
  read -r self _ </proc/self/stat
  trap 'kill -9 $sleeper; exit 0' TERM
  while [ $silence -lt 2 ]; do
    sleep "$lease" & sleeper=$!
    wait $sleeper && read_stat "$warden" && [ "$start" = "$warden_start" ] || exit 0
    heard=nothing
    read -r heard <"$folder/heard"
    case $heard in '' | working) silence=0 ;; "$before") silence=$((silence + 1)) ;; *) silence=0 before=$heard ;; esac
  done
  trap '' TERM
  trap go_on EXIT
  kill -9 "$warden"
  close_session
}

note() { [ "$lease" -eq 0 ] || echo "$1" >"$folder/heard"; } 2>/dev/null

answer() {
  # shellcheck disable=SC2086 # words; set -f is on, so that none of them is a pattern
  case $request in
    end) end_request $arguments ;;
    signal) signal_request $arguments ;;
    tell) tell_request $arguments ;;
    ping) say pong ;;
    sync) printf 'sync %.4000s\n' "$arguments" ;;
    leave) stop_watchdog; trap - EXIT; exit 0 ;;
    close) close_session ;;
    finish) finish ;;
    *) false ;;
  esac || say "unknown $request"
}

serve() {
  while read -r request arguments; do
    note working
    answer
    requests=$((requests + 1))
    note $requests
  done
  close_session
}

# A shell exits when it cannot fork. This exit handler continues where the shell was, without forks.
# shellcheck disable=SC2317 # the trap calls it
go_on() {
  forks=no
  set -f
  [ "$closing" = no ] || close_session
  [ -z "$request" ] || answer
  serve
}

misused() { printf 'warden: cannot use %s\n' "$*" >&2 && exit 2; }
case $folder in /*/* | /curfew-sandbox-?*) [ -d "$folder" ] ;; *) false ;; esac || misused "the folder $folder"
case $mark in -) mark= ;; *[!0-9]*) false ;; ???????????) ;; *) false ;; esac || misused "the mark $mark"
case $cookie in -) cookie= ;; '' | *[!A-Za-z0-9._-]*) false ;; esac || misused "the cookie $cookie"
case $owner$lease in *[!0-9]*) misused "the numbers $owner and $lease" ;; esac
cd / && read_stat "$owner"
owner_session=${session:-none} owner_start=${start:-none}
read_stat $self || misused "/proc/$self/stat"
own_session=$session

trap go_on EXIT
say "ready $self"
note $requests
if [ "$lease" -gt 0 ]; then watch_lease & watchdog=$!; fi
# Some versions of grep stop at a NUL, which separates variables in environments.
case $(printf 'a\000b' | grep -sl b 2>/dev/null) in ?*) grep=works ;; esac
serve
