# Sourced by ./mvnw and ./sillage. Sets JAVA_HOME to a JDK of at least the given feature release, or explains what to do.
# Looks at JAVA_HOME, then at java on the PATH, then in the usual install folders of Debian, /opt, SDKMAN and macOS.
# A JDK tells its release in the file `release` at its root, so none has to be started to find out.

jdk_release() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  minimum=$1
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /opt/*jdk* /opt/*java* /opt/*/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$candidate" ] || continue
    release=$(jdk_release "$candidate") || continue
    if [ "${release:-0}" -ge "$minimum" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "No JDK $minimum or newer was found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library)." >&2
  echo "Install one, for example Temurin $minimum, or set JAVA_HOME to it." >&2
  return 1
}
