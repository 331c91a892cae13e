package dev.curfew.channel;

import dev.curfew.internal.Escaped;
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
 * The data that is sent through a new connection, so that the sandbox needs to contain nothing but a shell: a script,
 * then the native program for the machine that the script reports, one line each.
 *
 * @param marks the marks that the processes in the sandbox will carry
 * @param lease the silence after which the warden considers this JVM dead; zero for never
 * @param home the folder to try first, or an empty text
 */
record Bootstrap(Marks marks, Duration lease, String home) {

    /** Reads the script from its input, because the shells on the way would change it. */
    static final List<String> ARGV = List.of("sh", "-c", "IFS= read -r l; eval \"$(printf %b \"$l\")\"");

    /** Where uname(1) is missing, the machine is probably of the same kind as this one. */
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
                throw new IOException("the resource enter.sh is missing");
            }
            String script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Escaped.line((values + script).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * {@return the native program}
     *
     * @param machine the machine, as reported by uname(1)
     */
    byte[] program(String machine) throws IOException {
        return Escaped.line(Programs.guard(MACHINES.getOrDefault(machine, machine)));
    }
}
