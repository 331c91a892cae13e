# Reports the number of tests and their times. Sourced by verify.
# shellcheck shell=bash

# Prints the paths of the reports of the last build, each followed by a NUL: those in the given folder below each module.
reports() { find . -path "*/$1/surefire-reports/TEST-*.xml" -newer "$tmp/started" -print0; }

# Reads the reports of the build that just ended, so that "all passed" cannot mean "none ran".
count_tests() {
  local tests failed skipped
  read -r tests failed skipped < <(reports "$2" | xargs -0r sed -n 's/.*<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' \
    | awk '{ tests += $1; failed += $2 + $4; skipped += $3 } END { print tests + 0, failed + 0, skipped + 0 }')
  [ "$tests" -gt 0 ] || fail "no test ran on JDK $1"
  # Maven can be configured to continue after a failure, and then exits with success.
  [ "$failed" -eq 0 ] || fail "$failed of $tests tests failed on JDK $1"
  summary+=("JDK $1: $tests tests, $skipped skipped")
  [ "$skipped" -gt 0 ] || return 0
  if [ "$NO_SKIP" = true ]; then
    reports "$2" | xargs -0r grep -l '<skipped' >&2
    fail "$skipped tests were skipped on JDK $1, and nothing may be skipped; the reports above say why"
  fi
  say "skipped on JDK $1, with the number of tests:"
  reports "$2" | xargs -0r cat | print_reasons | sort | uniq -c | sort -rn
}

# Prints the first line of each reason in reports; a reason is an attribute or the message of an exception.
print_reasons() {
  awk '
    /<skipped .*message="/ { sub(/.*message="/, ""); sub(/".*/, ""); print; next }
    /<skipped / { open = 1; sub(/.*<!\[CDATA\[[A-Za-z0-9_.]*: */, "") }
    open && /[^ ]/ { sub(/\]\]>.*/, ""); print; open = 0 }'
}

# Prints the time of each module and of the ten slowest classes; tests of different classes run in parallel.
print_times() {
  say "time on JDK $1, by module:"
  sed -n 's/^\[INFO\] \(Curfew [A-Za-z ]*[A-Za-z]\) \.* SUCCESS \[ *\(.*\)\]/  \1: \2/p' "$tmp/build-$1.log"
  say "time on JDK $1, the slowest classes, in seconds, the times of their tests added up:"
  reports "$2" | xargs -0r sed -n 's/.*<testcase .*classname="\([^"]*\)".* time="\([0-9.,]*\)".*/\1 \2/p' | awk '
    { gsub(",", "", $2); time[$1] += $2 }
    END { for (name in time) printf "%8.1f  %s\n", time[name], name }' | sort -rn | awk 'NR <= 10'
}
