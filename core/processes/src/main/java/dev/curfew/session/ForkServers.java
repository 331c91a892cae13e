package dev.curfew.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fork server of a session, which the first start makes, and which is replaced if it ends. Thread-safe. */
final class ForkServers {

    static final int MOST_STARTS = 6;


    private final Path program;
    private final Path folder;
    private final StatusChannel channel;
    private @Nullable Process launched;
    private @Nullable ForkServer server;
    private int starts;

    /**
     * Create them.
     *
     * @param launched the process of the first server, or {@code null} to launch it with the first start
     */
    ForkServers(Path program, Path folder, StatusChannel channel, @Nullable Process launched) {
        this.program = program;
        this.folder = folder;
        this.channel = channel;
        this.launched = launched;
    }

    /**
     * Fork a guard, which starts a command.
     *
     * @param guarded the command
     * @param order what to start
     * @return the server that forks it, or empty if there can be none, and nothing is started
     */
    Optional<ForkServer> start(Guarded guarded, byte[] order) {
        Optional<ForkServer> server = current();
        while (server.isPresent() && !server.get().start(guarded, order)) {
            server = current(); // The end of a server is noticed a moment later, and often by a request.
        }
        return server;
    }

    /** {@return a server, or empty if there can be none: then the JDK starts each guard} */
    synchronized Optional<ForkServer> current() {
        ForkServer running = server;
        if (running != null && running.isAlive()) {
            return Optional.of(running);
        }
        server = starts < MOST_STARTS ? start() : null;
        return Optional.ofNullable(server);
    }

    private @Nullable ForkServer start() {
        starts++;
        try {
            return ForkServer.of(next(), channel);
        } catch (IOException e) {
            starts = MOST_STARTS;
            System.getLogger("dev.curfew").log(
                    Level.WARNING,
                    "No fork server can be used, so every start takes longer: " + e.getMessage()
                            + "; check that this JVM may open /proc/PID/fd of its children");
            return null;
        }
    }

    private Process next() throws IOException {
        Process next = launched;
        launched = null;
        if (next == null || !next.isAlive()) {
            next = ForkServer.launch(program, folder);
            if (ForkServer.answer(next) < 0) {
                throw new IOException("the fork server does not answer");
            }
        }
        return next;
    }
}
