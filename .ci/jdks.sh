# Finds the installed JDKs. Sourced by verify.
# shellcheck shell=bash

readonly OLDEST_JDK=17 NEWEST_JDK=25

# Prints the major version of the JDK in the given folder, or nothing if there is no JDK.
jdk_version() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

current_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    printf '%s\n' "$JAVA_HOME"
  elif command -v java >/dev/null; then
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

# Prints "version folder" of the newest JDK whose version is not the given one, or nothing if there is none.
second_jdk() {
  local home version
  for home in "${JAVA_HOME_25:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_21_X64:-}" "${JAVA_HOME_17_X64:-}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home")
    if [ -n "$version" ] && [ "$version" -ne "$1" ] && [ "$version" -ge $OLDEST_JDK ] \
      && [ "$version" -le $NEWEST_JDK ]; then
      printf '%s %s\n' "$version" "$home"
    fi
  done | sort -rn -s -k1,1 | head -n 1
}
