package dev.curfew.lane;

import dev.curfew.process.Command;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.session.Session;
import dev.curfew.table.Cookies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first client keeps the connection, and the others go through it. A host that lets no more of them into one
 * connection (MaxSessions in sshd_config(5)) makes ssh connect anew, by itself.
 */
final class SshEntrance implements Entrance {

    private static final List<Advice> ADVICE = List.of(
            new Advice("HOST IDENTIFICATION HAS CHANGED", "make sure who answers there, then ssh-keygen -R"),
            new Advice("Host key verification failed", "connect once by hand and check the key of the host"),
            new Advice("Permission denied", "give the host your public key, or ssh your private one"),
            new Advice("Could not resolve", "check the name of the host"),
            new Advice("Connection refused", "start sshd there, or check the port"),
            new Advice("timed out", "check the network, and that the host is up"));

    /** The longest name of a socket is 107 bytes (unix(7)), and ssh appends a dot and 16 characters while it makes it. */
    private static final int LONGEST_SOCKET = 107 - 17;

    private static final List<String> OPTIONS = List.of(
            "-x",
            "-e",
            "none",
            "-o",
            "BatchMode=yes",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "ConnectTimeout=15",
            "-o",
            "ServerAliveInterval=5",
            "-o",
            "ServerAliveCountMax=3",
            "-o",
            "ControlPersist=no",
            "-o",
            "RemoteCommand=none");

    private final SshSandbox host;
    private final Path socket = Session.current().folder().resolve("ssh-" + Cookies.create());

    SshEntrance(SshSandbox host) {
        this.host = host;
    }

    @Override
    public Command control(List<String> argv) {
        return ssh(List.of("-o", "ControlMaster=" + (canShare() ? "yes" : "no"), "-T"), argv);
    }

    @Override
    public Command lane(List<String> argv, boolean terminal) {
        return ssh(List.of("-o", "ControlMaster=no", terminal ? "-tt" : "-T"), argv);
    }

    @Override
    public Duration lease() {
        return host.lease();
    }

    private boolean canShare() {
        return socket.toString().length() <= LONGEST_SOCKET;
    }

    private Command ssh(List<String> words, List<String> argv) {
        List<String> all = new ArrayList<>(OPTIONS);
        all.addAll(List.of("-o", "ControlPath=" + (canShare() ? socket : "none")));
        all.addAll(words);
        all.addAll(host.options());
        host.port().ifPresent(port -> all.addAll(List.of("-p", port.toString())));
        all.add(host.host());
        all.add(argv.stream().map(SshEntrance::quoted).collect(Collectors.joining(" ")));
        return Command.of("ssh", all.toArray(String[]::new));
    }

    /** The login shell of the user reads the words, whichever it is; all know single quotes. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String advice(String said) {
        return Advice.on(said, ADVICE, "try the command above by hand with the word true behind the target");
    }
}
