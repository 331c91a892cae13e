package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.expect.Waiting;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.lane.Starter;
import dev.curfew.probe.HttpProbe;
import dev.curfew.probe.ListeningPorts;
import dev.curfew.probe.TcpProbe;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be the case before a sandbox is of use: a port, a file, an answer. Immutable.
 *
 * <pre>{@code
 * BackgroundProcess server = container.start("/srv/server --port 8080");
 * container.await(Readiness.port(8080).whileRunning(server));
 * }</pre>
 *
 * @since 0.1
 */
public final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ONE_LOOK = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(100);

    private final String what;
    private final Look look;
    private final @Nullable BackgroundProcess process;
    private final @Nullable Duration timeout;

    /** Says what is not the case yet, or nothing. */
    @FunctionalInterface
    private interface Look {
        Optional<String> problem(Starter place);
    }

    private Readiness(String what, Look look, @Nullable BackgroundProcess process, @Nullable Duration timeout) {
        this.what = what;
        this.look = look;
        this.process = process;
        this.timeout = timeout;
    }

    private static Readiness of(String what, Look look) {
        return new Readiness(what, look, null, null);
    }

    /**
     * {@return that somebody in the sandbox listens on a port of TCP; nobody connects to it for that}
     *
     * @param port the port
     */
    public static Readiness port(int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        return of("a listener on port " + port, place -> listening(place, port));
    }

    private static Optional<String> listening(Starter place, int port) {
        ShortCommand tcp = ShortCommand.run(place, Command.of("cat", "/proc/net/tcp"), ONE_LOOK);
        if (tcp.end() == null) {
            return Optional.of("cat /proc/net/tcp did not end in " + Durations.text(ONE_LOOK));
        }
        ShortCommand tcp6 = ShortCommand.run(place, Command.of("cat", "/proc/net/tcp6"), ONE_LOOK);
        var ports = ListeningPorts.parse(tcp.output(), tcp6.output());
        return ports.contains(port)
                ? Optional.empty()
                : Optional.of(ports.isEmpty() ? "nobody listens on any port" : "listeners on " + ports + " only");
    }

    /**
     * {@return that a file or folder exists in the sandbox}
     *
     * @param path its path in the sandbox
     */
    public static Readiness file(String path) {
        Check.osText(path, "path");
        return of("the file " + path, place -> success(place, Command.of("test", "-e", path)));
    }

    /**
     * {@return that a command succeeds in the sandbox; it is run again and again, and killed if it takes more than 10
     * seconds}
     *
     * @param command the command
     */
    public static Readiness success(Command command) {
        Objects.requireNonNull(command, "command");
        return of("the success of " + command, place -> success(place, command));
    }

    private static Optional<String> success(Starter place, Command command) {
        ShortCommand run = ShortCommand.run(place, command, ONE_LOOK);
        return run.succeeded()
                ? Optional.empty()
                : Optional.of((run.howItEnded() + " " + run.output().strip()).strip());
    }

    /**
     * {@return that somebody accepts a connection from this machine, and keeps it}
     *
     * @param host a name or an address
     * @param port the port
     */
    public static Readiness tcp(String host, int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        return of("a connection to port " + port + " of " + host, place -> {
            try {
                TcpProbe.check(host, port, ONE_LOOK, QUIET);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * {@return that a GET from this machine is answered with a status; redirects are not followed}
     *
     * @param uri the address, of {@code http} or {@code https}
     * @param status the status, such as 200
     */
    public static Readiness http(URI uri, int status) {
        Objects.requireNonNull(uri, "uri");
        return of("status " + status + " of " + uri, place -> {
            try {
                int actual = HttpProbe.status(uri, ONE_LOOK);
                return actual == status ? Optional.empty() : Optional.of("status " + actual);
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * {@return this readiness, which is given up at once when a process ends}
     *
     * @param other the process that is to make the sandbox ready
     */
    public Readiness whileRunning(BackgroundProcess other) {
        return new Readiness(what, look, Objects.requireNonNull(other, "other"), timeout);
    }

    /**
     * {@return this readiness with a time limit}
     *
     * @param limit how long to wait, longer than zero; by default as long as all waits of the registry
     */
    public Readiness within(Duration limit) {
        return new Readiness(what, look, process, Check.positive(limit, "limit"));
    }

    void await(Starter place, String sandbox, RegistryOptions options) {
        long begin = System.nanoTime();
        String[] last = {"nothing"};
        boolean ready = Waiting.until(
                () -> what + " in " + sandbox,
                Optional.ofNullable(timeout).or(options::timeout),
                limit -> isReady(place, sandbox, limit, last),
                () -> Diagnosis.of("Interrupted while waiting for " + what + " in " + sandbox));
        if (!ready) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            throw failed(
                    "Timed out waiting for " + what + " in " + sandbox + " after " + Durations.text(elapsed), last[0]);
        }
    }

    private boolean isReady(Starter place, String sandbox, Duration limit, String[] last) throws InterruptedException {
        Optional<String> problem = look.problem(place);
        if (problem.isEmpty()) {
            return true;
        }
        last[0] = problem.get();
        if (process != null && !process.isRunning()) {
            throw failed(
                    "Failed to wait for " + what + " in " + sandbox + ": [" + process.name() + "] has ended", last[0]);
        }
        Thread.sleep(Math.max(0, Math.min(limit.toMillis(), PAUSE.toMillis())));
        return false;
    }

    private NotReadyException failed(String headline, String last) {
        Diagnosis facts = process == null ? Diagnosis.of(headline) : process.diagnose(headline);
        return new NotReadyException(facts.with("last look", last)
                .with("next", "see what was found instead; allow more time with within(...) if it is only slow"));
    }

    @Override
    public String toString() {
        return what;
    }
}
