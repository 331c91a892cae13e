package dev.curfew.sandbox;

import dev.curfew.process.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Enters a host with ssh. The first client holds the connection, and the others share it. If the host permits no more
 * sessions in one connection (MaxSessions in sshd_config(5)), ssh opens another one by itself.
 */
final class SshDriver implements SandboxDriver {

    private static final List<Advice> ADVICE = List.of(
            new Advice(
                    "HOST IDENTIFICATION HAS CHANGED",
                    "verify that it is the right host, then remove its old key with ssh-keygen -R"),
            new Advice("Host key verification failed", "connect once by hand and check the key of the host"),
            new Advice("Permission denied", "add your public key to the host, or give your private key to ssh"),
            new Advice("Could not resolve", "check the name of the host"),
            new Advice("Connection refused", "start sshd there, or check the port"),
            new Advice("timed out", "check the network, and that the host is up"),
            new Advice("", "run the command above by hand with \"true\" after the target"));

    private static final AtomicLong COUNT = new AtomicLong();

    /**
     * The longest name of a socket is 107 bytes (unix(7)), and ssh appends a dot and 16 characters while it creates it.
     */
    private static final int LONGEST_SOCKET = 107 - 17;

    /**
     * Placed before the user's options, because ssh uses the first value that it finds: without these, it cannot enter
     * a sandbox.
     */
    private static final List<String> REQUIRED =
            options("BatchMode=yes", "EscapeChar=none", "ControlPersist=no", "RemoteCommand=none");

    /** Placed after the user's options, so they apply only where the user sets no value. */
    private static final List<String> DEFAULTS = options(
            "ForwardX11=no", "LogLevel=ERROR", "ConnectTimeout=15", "ServerAliveInterval=5", "ServerAliveCountMax=3");

    private final SshSandbox host;
    private final Path socket;

    SshDriver(SshSandbox host, Context context) {
        this(host, context.folder().resolve("ssh-" + COUNT.incrementAndGet()));
    }

    SshDriver(SshSandbox host, Path socket) {
        this.host = host;
        this.socket = socket;
    }

    private static List<String> options(String... settings) {
        return Stream.of(settings).flatMap(setting -> Stream.of("-o", setting)).toList();
    }

    @Override
    public Command open(List<String> argv) {
        return ssh(canShare() ? "yes" : "no", "-T", argv);
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return ssh("no", terminal ? "-tt" : "-T", argv);
    }

    @Override
    public Duration lease() {
        return host.lease();
    }

    /** ssh expands variables in the name of a socket, and has no escape for them. */
    private boolean canShare() {
        String name = socket.toString();
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET && !name.contains("${");
    }

    /**
     * Passed with {@code -S} instead of {@code -o}, because ssh parses the latter as a line of its configuration, with
     * quotes and comments.
     */
    private String controlPath() {
        return canShare() ? socket.toString().replace("%", "%%") : "none";
    }

    private Command ssh(String master, String terminal, List<String> argv) {
        List<String> all = new ArrayList<>(REQUIRED);
        all.addAll(List.of("-o", "ControlMaster=" + master, "-S", controlPath(), terminal));
        all.addAll(host.options());
        all.addAll(DEFAULTS);
        host.port().ifPresent(port -> all.addAll(List.of("-p", port.toString())));
        all.add(host.host());
        all.add(argv.stream().map(SshDriver::quoted).collect(Collectors.joining(" ")));
        return Command.of("ssh", all.toArray(String[]::new));
    }

    /** The user's login shell parses the words, whichever shell it is; all support single quotes. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public List<Advice> advice() {
        return ADVICE;
    }
}
