package dev.curfew.lane;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Marks;
import dev.curfew.session.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is sent through a new connection, one line each, so that nothing but a shell has to be in the sandbox before: a
 * script, then the native program for the machine that the script names, then the warden.
 *
 * @param marks what the processes in the sandbox will carry
 * @param lease after how much silence the warden takes this JVM for dead; zero for never
 * @param home the folder to try first, or nothing
 */
record Boot(Marks marks, Duration lease, String home) {

    /** Reads the script, which would not survive the shells on the way, from its input. */
    static final List<String> ARGV = List.of("sh", "-c", "IFS= read -r l; eval \"$(printf %b \"$l\")\"");

    /** Where uname(1) is missing, the machine is probably one like this. */
    private static final Map<String, String> MACHINES = Map.of(
            "amd64", "x86_64",
            "arm64", "aarch64",
            "unknown", System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");

    byte[] script() throws IOException {
        String values = "id=%s cookie=%s mark=%s lease=%d home='%s'\n"
                .formatted(
                        marks.cookie(),
                        marks.cookie(),
                        marks.prefixText(),
                        lease.toSeconds(),
                        home.replace("'", "'\\''"));
        try (InputStream resource = Sandbox.class.getResourceAsStream("enter.sh")) {
            if (resource == null) {
                throw new IOException("there is no program enter.sh");
            }
            String script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Escaped.line((values + script).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * {@return the two programs}
     *
     * @param machine the machine, as uname(1) calls it
     */
    byte[] programs(String machine) throws IOException {
        byte[] guard = Escaped.line(Programs.guard(MACHINES.getOrDefault(machine, machine)));
        byte[] warden = Escaped.line(Programs.warden());
        byte[] both = new byte[guard.length + warden.length];
        System.arraycopy(guard, 0, both, 0, guard.length);
        System.arraycopy(warden, 0, both, guard.length, warden.length);
        return both;
    }
}
