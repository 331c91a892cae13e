package dev.curfew.session;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fork server of a session, which the first start makes, and which is replaced if it ends. Thread-safe. */
final class ForkServers {

    static final int MOST_STARTS = 6;

    private static final Logger LOGGER = System.getLogger("dev.curfew");

    private final Path program;
    private final Path folder;
    private final StatusChannel channel;
    private @Nullable ForkServer server;
    private int starts;
    private boolean forks = true;

    ForkServers(Path program, Path folder, StatusChannel channel) {
        this.program = program;
        this.folder = folder;
        this.channel = channel;
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

    /** {@return a server that forks, or empty if there can be none: then the JDK starts each guard} */
    synchronized Optional<ForkServer> current() {
        if (forks && existing().isEmpty()) {
            forks = starts++ < MOST_STARTS && canFork();
        }
        return forks ? Optional.ofNullable(server) : Optional.empty();
    }

    private boolean canFork() {
        try {
            running().checkStreams();
            return true;
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "No fork server can be used, so every start takes longer: " + e.getMessage()
                            + "; check that this JVM may open /proc/PID/fd of its children");
            return false;
        }
    }

    private synchronized ForkServer running() throws IOException {
        Optional<ForkServer> running = existing();
        if (running.isPresent()) {
            return running.get();
        }
        ForkServer next = ForkServer.start(program, folder, channel);
        server = next;
        return next;
    }

    /**
     * {@return the pids of the living processes that have begun since a time, as {@link ForkServer#young} finds them; empty
     * if there is no server, or it does not tell}
     *
     * @param earliest the time, as {@link ProcessIdentity#start()}
     */
    Optional<List<Long>> young(long earliest) {
        Optional<ForkServer> running = existing();
        return running.isEmpty() ? Optional.empty() : running.get().young(earliest);
    }

    /** {@return the server that was made last, if it is alive} */
    synchronized Optional<ForkServer> existing() {
        ForkServer last = server;
        return last != null && last.isAlive() ? Optional.of(last) : Optional.empty();
    }

    /**
     * Send a signal by a server, which is replaced if it does not answer; also where none can fork.
     *
     * @param signal the signal
     * @param targets process ids, and process group ids as negative numbers; those that do not exist are skipped
     * @throws IOException if no server can be started, or none answers
     */
    void signal(Signal signal, Collection<Long> targets) throws IOException {
        if (!running().signal(signal, targets) && !running().signal(signal, targets)) {
            throw new IOException("no process that sends signals answers");
        }
    }
}
