package dev.curfew.session;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fork server of a session, which the first start makes, and which is replaced if it ends. Thread-safe. */
final class ForkServers {

    private static final int MOST_STARTS = 6;

    /** A server that lived longer than this has worked, so it does not count. */
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);


    private final Path program;
    private final Path folder;
    private final StatusChannel channel;
    private @Nullable Process launched;
    private @Nullable ForkServer server;
    private @Nullable String problem;
    private int starts;
    private long lastStart;

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
     * @return the server that forks it, or empty if there is none now, and nothing is started
     */
    Optional<ForkServer> start(Guarded guarded, byte[] order) {
        Optional<ForkServer> server = current();
        while (server.isPresent() && !server.get().start(guarded, order)) {
            server = current(); // The end of a server is noticed a moment later, and often by a request.
        }
        return server;
    }

    /** {@return a server that forks, or empty if there is none now: then the JDK starts each guard} */
    synchronized Optional<ForkServer> current() {
        if (problem == null && existing().isEmpty()) {
            startToFork();
        }
        return problem == null ? existing() : Optional.empty();
    }

    private void startToFork() {
        if (channel.time().since(lastStart).compareTo(LONG_LIFE) > 0) {
            starts = 0;
        }
        if (starts++ == MOST_STARTS) {
            giveUp(MOST_STARTS + " fork servers in a row ended within a minute; find out what ends processes named "
                    + program.getFileName());
            return;
        }
        lastStart = channel.time().nanos();
        try {
            start().problem().ifPresent(this::giveUp);
        } catch (IOException e) {
            server = null; // No process or descriptor is left, which the JDK's way will report.
        }
    }

    private void giveUp(String why) {
        problem = why;
        System.getLogger("dev.curfew").log(Level.WARNING, "Commands are started without a fork server, which takes longer: " + why);
    }

    /** {@return why no server can fork, or empty if one can} */
    synchronized Optional<String> problem() {
        current();
        return Optional.ofNullable(problem);
    }

    private ForkServer start() throws IOException {
        Process first = launched;
        launched = null;
        ForkServer next = first == null || !first.isAlive()
                ? ForkServer.start(program, folder, channel)
                : new ForkServer(first, channel);
        server = next;
        return next;
    }

    private synchronized ForkServer running() throws IOException {
        Optional<ForkServer> running = existing();
        return running.isPresent() ? running.get() : start();
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
        boolean sent = running().signal(signal, targets);
        if (!sent && !running().signal(signal, targets)) {
            throw new IOException("no process that sends signals answers");
        }
    }
}
