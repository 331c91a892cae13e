package dev.curfew.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fork server of a session, which the first start makes, and which is replaced if it ends. Thread-safe. */
final class ForkServers {

    private static final int MOST_STARTS = 6;

    /** A server that lived longer than this has worked, so it does not count. */
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);

    private static final Logger LOGGER = System.getLogger("dev.curfew");

    private final Path program;
    private final Path folder;
    private final StatusChannel channel;
    private @Nullable ForkServer server;
    private @Nullable String problem;
    private int starts;
    private long lastStart;

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
     * @return the server that forks it, or empty if there is none now, and nothing is started
     */
    Optional<ForkServer> start(Guarded guarded, byte[] order) {
        Optional<ForkServer> server = current();
        while (server.isPresent() && !server.get().start(guarded, order)) {
            server = current(); // The end of a server is noticed a moment later, and often by a request.
        }
        return server;
    }

    /** {@return a server, or empty if there is none now: then the JDK starts each guard} */
    synchronized Optional<ForkServer> current() {
        ForkServer running = server;
        if (running != null && running.isAlive()) {
            return Optional.of(running);
        }
        server = problem == null ? start() : null;
        return Optional.ofNullable(server);
    }

    /** {@return why there can be no server, or empty if there can be one} */
    synchronized Optional<String> problem() {
        current();
        return Optional.ofNullable(problem);
    }

    private @Nullable ForkServer start() {
        if (channel.time().since(lastStart).compareTo(LONG_LIFE) > 0) {
            starts = 0;
        }
        if (starts++ == MOST_STARTS) {
            giveUp(MOST_STARTS + " fork servers in a row ended within a minute; find out what ends processes named "
                    + program.getFileName());
            return null;
        }
        lastStart = channel.time().nanos();
        try {
            ForkServer started = ForkServer.start(program, folder, channel);
            started.problem().ifPresent(this::giveUp);
            return problem == null ? started : null;
        } catch (IOException e) {
            return null; // No process or descriptor is left, which the JDK's way will report.
        }
    }

    private void giveUp(String why) {
        problem = why;
        LOGGER.log(Level.WARNING, "Commands are started without a fork server, which takes longer: " + why);
    }
}
