package dev.curfew.session;

import dev.curfew.process.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A clean-up command that the warden runs if this JVM is killed, after it has ended all processes. It removes what is
 * not a process of this machine and would remain.
 */
public final class CleanupAction {

    private static final String FOLDER = "wills";
    private static final Environment NOTHING = new Environment(false, Map.of(), Set.of());

    /**
     * The variables with which clients of engines and clusters find their settings and their servers, as listed in
     * their manuals. A list instead of a pattern, because the values are written to disk: {@code DOCKER_PASSWORD} and
     * {@code SLURM_JWT} are not on it.
     */
    private static final Set<String> NEEDED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
            "SSH_AUTH_SOCK",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_TLS",
            "DOCKER_TLS_VERIFY",
            "DOCKER_CERT_PATH",
            "DOCKER_API_VERSION",
            "CONTAINER_HOST",
            "CONTAINER_CONNECTION",
            "CONTAINER_SSHKEY",
            "CONTAINERS_CONF",
            "CONTAINERS_CONF_OVERRIDE",
            "CONTAINERS_STORAGE_CONF",
            "STORAGE_DRIVER",
            "STORAGE_OPTS",
            "KUBECONFIG",
            "SLURM_CONF");

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path file;

    private CleanupAction(Path file) {
        this.file = file;
    }

    /**
     * Create a command that gets no variables of this JVM.
     *
     * @param argv the command
     * @return the cleanup action, to be revoked when it is not needed any more
     * @throws IOException if it cannot be written
     */
    public static CleanupAction make(List<String> argv) throws IOException {
        return write(script(argv, Map.of()));
    }

    /**
     * Create a command that runs a client, with the variables that clients need to find their servers.
     *
     * @param argv the command
     * @return the cleanup action, to be revoked when it is not needed any more
     * @throws IOException if it cannot be written
     */
    public static CleanupAction ofClient(List<String> argv) throws IOException {
        return write(script(argv, neededOf(System.getenv())));
    }

    private static CleanupAction write(String script) throws IOException {
        Path folder = Files.createDirectories(Session.current().folder().resolve(FOLDER));
        Path file = folder.resolve(Integer.toString(COUNT.incrementAndGet()));
        Path draft = Session.current().folder().resolve("will-" + file.getFileName());
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, script, StandardCharsets.UTF_8);
        Files.move(draft, file); // The warden sees all of it or nothing.
        return new CleanupAction(file);
    }

    /** The warden itself has an empty environment, in which clients do not find their servers and users. */
    private static String script(List<String> argv, Map<String, String> variables) {
        String exports =
                variables.entrySet().stream().map(CleanupAction::export).collect(Collectors.joining());
        String command = argv.stream().map(CleanupAction::quoted).collect(Collectors.joining(" "));
        return exports + "exec " + command + "\n";
    }

    static Map<String, String> neededOf(Map<String, String> environment) {
        Map<String, String> needed = new TreeMap<>(environment);
        needed.keySet().retainAll(NEEDED);
        return needed;
    }

    private static String export(Map.Entry<String, String> variable) {
        return "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Run the commands of a session whose JVM is gone. Its warden may be about to do the same, which is harmless:
     * removing something twice removes it.
     *
     * @param session the folder of the session
     */
    public static void carryOut(Path session) {
        try (Stream<Path> files = Files.list(session.resolve(FOLDER))) {
            files.toList().parallelStream().forEach(CleanupAction::carryOutOne);
        } catch (IOException | UncheckedIOException e) {
            // There are none, or all were run.
        }
    }

    private static void carryOutOne(Path file) {
        try {
            OneShotCommand.of(List.of("/bin/sh", file.toString()))
                    .environment(NOTHING)
                    .runUninterruptibly(LIMIT);
        } catch (IOException e) {
            // Without a shell there was no warden that could have been given any command.
        }
    }

    Path file() {
        return file;
    }

    /** Revoke the command. */
    public void revoke() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Then it runs once more, which has no effect.
        }
    }
}
