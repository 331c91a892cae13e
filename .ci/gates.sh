# The checks that are not tests. They run in parallel with the tests, one after the other. Sourced by verify.
# shellcheck shell=bash

# start_gates GATES VERSION JAVA_HOME: starts the gates in the background; each writes a log, and a line into the list of results.
start_gates() {
  rm -rf "$tmp/gates"
  mkdir "$tmp/gates"
  "$@" </dev/null &
  gates=$!
}

gates_of_first_jdk() {
  gate "format" maven "$2" "$1" spotless:check
  gate "scripts" .ci/check-scripts
  gate "native program" check_native_program
  gate "packages, Javadoc, four versions of JUnit" packages "$1" "$2" target/gates
}

gates_of_second_jdk() {
  gate "packages, Javadoc, four versions of JUnit" packages "$1" "$2" "target/gates$1"
}

# gate NAME COMMAND...: runs a check and notes how it ended.
gate() {
  local name=$1 begin=$SECONDS result=ok
  shift
  "$@" >"$tmp/gates/$name.log" 2>&1 || result=FAILED
  printf '%s|%s|%s\n' "$result" "$name" "$((SECONDS - begin))" >>"$tmp/gates/results"
}

# Waits for the checks, prints how they ended, and fails with the log of the first one that failed.
finish_gates() {
  local result name seconds failed=
  wait "$gates" || true
  gates=
  while IFS='|' read -r result name seconds; do
    say "gate $name: $result after $seconds s"
    [ "$result" = ok ] || failed=${failed:-$name}
  done <"$tmp/gates/results"
  if [ -n "$failed" ]; then
    grep -vE '^\[INFO\]( |$)' "$tmp/gates/$failed.log" | tail -n 100 >&2
    fail "the gate '$failed' failed; the end of its log is above"
  fi
}

# packages VERSION JAVA_HOME FOLDER: builds everything that is published, as "mvn verify" does, but without tests and static
# analysis, which the parallel build does, and tests the jars with each supported JUnit.
packages() {
  maven "$2" "$1" -P demo -pl core/bom,core/cli,extension/episodes -am -DskipTests -Dspotless.check.skip=true -Dcurfew.buildDirectory="$3" verify \
    && check_program "$2" core/cli/"$3"/curfew-cli-*[!s].jar
}

# The build tests the program from its classes; this checks the single jar that users run. (Beside it is a jar of sources.)
check_program() {
  "$1/bin/java" -Djava.io.tmpdir="$tmp/work" -jar "$2" --version \
    && "$1/bin/java" -Djava.io.tmpdir="$tmp/work" -jar "$2" mcp </dev/null
}

check_native_program() { core/processes/src/test/c/check binaries && core/processes/src/test/c/check sanitizers; }
