package dev.curfew;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.command.Starter;
import dev.curfew.connection.SandboxConnection;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.QuotedText;
import dev.curfew.probe.HttpProbe;
import dev.curfew.probe.ListeningPorts;
import dev.curfew.probe.SocketHolders;
import dev.curfew.probe.TcpProbe;
import dev.curfew.process.Command;
import dev.curfew.search.Waiting;
import dev.curfew.session.OneShotResult;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import dev.curfew.warden.ProcessTreeSnapshot;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a server or its sandbox must satisfy before it can be used, such as an open port, an existing file,
 * a text in its output, or an HTTP response. Immutable.
 *
 * <pre>{@code
 * BackgroundProcess server = processes.start("/srv/server --port 8080");
 * server.await(Readiness.port(8080).and(Readiness.http(URI.create("http://127.0.0.1:8080/health"), 200)));
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ONE_LOOK = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int LONGEST_OUTPUT = 256 * 1024;

    private final List<Condition> conditions;
    private final @Nullable BackgroundProcess process;
    private final @Nullable Duration timeout;

    /** Checks the condition once and returns why it does not hold, or empty if it does. */
    @FunctionalInterface
    private interface Look {
        Optional<Problem> problem(Attempt attempt);
    }

    /**
     * One of the conditions that must hold, one after the other.
     *
     * @param what what is awaited, for messages
     * @param look checks whether it holds
     */
    private record Condition(String what, Look look) {}

    /**
     * The reason why a condition does not hold.
     *
     * @param text what was found instead
     * @param isFinal whether checking again is useless
     */
    private record Problem(String text, boolean isFinal) {

        static Optional<Problem> now(String text) {
            return Optional.of(new Problem(text, false));
        }
    }

    /**
     * One check of the condition.
     *
     * @param place where to check
     * @param process the process that makes the sandbox ready, or {@code null} if unknown
     * @param deadline when the check must be finished, in the time of {@link System#nanoTime()}
     */
    private record Attempt(Starter place, @Nullable BackgroundProcess process, long deadline) {

        Duration left() {
            return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        }

        OneShotResult run(Command command) {
            return new GuardedOneShot(place, command).await(left());
        }

        /** Some limits of time are rounded down to milliseconds. */
        boolean isOver() {
            return left().toMillis() <= 1;
        }
    }

    /**
     * The last check that was not cut short by the end of the wait, if there was one: it says more than "no answer in 3
     * ms".
     */
    private static final class LastLook {
        private @Nullable String found;
        private int held;

        /** The next condition has not been checked yet, so what was found before says nothing about it. */
        void holds() {
            held++;
            found = null;
        }

        void note(String problem, boolean isCutShort) {
            if (found == null || !isCutShort) {
                found = problem;
            }
        }

        String found() {
            return Objects.requireNonNullElse(found, "nothing");
        }
    }

    private Readiness(List<Condition> conditions, @Nullable BackgroundProcess process, @Nullable Duration timeout) {
        this.conditions = conditions;
        this.process = process;
        this.timeout = timeout;
    }

    private static Readiness of(String what, Look look) {
        return new Readiness(List.of(new Condition(what, look)), null, null);
    }

    /**
     * {@return a condition that holds when a process in the sandbox listens on a TCP port; no connection is made}
     *
     * <p>{@link #whileRunning(BackgroundProcess) With a process} of this machine, the listener must be that process or
     * one of its descendants; if the listener is known to be another process, the wait fails at once. In other
     * sandboxes, on systems without {@code /proc}, and where the process runs as another user, the listener cannot be
     * identified, and any listener counts.
     *
     * @param port the port
     */
    public static Readiness port(int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        return of("a listener on port " + port, attempt -> listening(attempt, port));
    }

    private static Optional<Problem> listening(Attempt attempt, int port) {
        OneShotResult tcp = attempt.run(Command.of("cat", "/proc/net/tcp"));
        if (tcp.end() == null) {
            return Problem.now("cat /proc/net/tcp " + tcp.how());
        }
        String sockets = tcp.output().text();
        String sockets6 =
                attempt.run(Command.of("cat", "/proc/net/tcp6")).output().text();
        var ports = ListeningPorts.parse(sockets, sockets6);
        if (!ports.contains(port)) {
            return Problem.now(
                    ports.isEmpty() ? "no process listens on any port" : "the only listeners are on " + ports);
        }
        BackgroundProcess process = attempt.process();
        return process == null || attempt.place() instanceof SandboxConnection
                ? Optional.empty()
                : foreign(process, ListeningPorts.sockets(port, sockets, sockets6));
    }

    /**
     * Listeners are looked up before members, so that a listener of ours that starts in between is among the members.
     */
    private static Optional<Problem> foreign(BackgroundProcess process, Set<String> sockets) {
        if (sockets.isEmpty() || process.tree().elsewhere() != null) {
            return Optional.empty();
        }
        SocketHolders holders = SocketHolders.of(sockets);
        Set<Long> members = ProcessTreeSnapshot.living(List.of(process.tree())).stream()
                .map(member -> member.identity().pid())
                .collect(Collectors.toSet());
        if (members.stream()
                .anyMatch(
                        pid -> holders.pids().contains(pid) || holders.unknown().contains(pid))) {
            return Optional.empty();
        }
        String not = "does not belong to [" + process.name() + "]";
        ProcessTable table = ProcessTable.ofThisSystem();
        // Take the lowest pid: a newly forked child also holds the socket until it executes another program.
        return holders.pids().stream()
                .filter(pid -> table.entry(pid).filter(ProcessEntry::isAlive).isPresent())
                .min(Comparator.naturalOrder())
                .map(pid -> new Problem(
                        "pid " + pid + " (" + table.commandLine(pid) + ") listens there, but it " + not, true))
                .or(() -> Problem.now("the listener " + not));
    }

    /**
     * {@return a condition that holds when a file or directory exists in the sandbox}
     *
     * @param path its path in the sandbox
     */
    public static Readiness file(String path) {
        Check.osText(path, "path");
        return of("the file " + path, attempt -> success(attempt, Command.of("test", "-e", path)));
    }

    /**
     * {@return a condition that holds when the output of the process contains a text}
     *
     * <p>It needs the process: use {@link BackgroundProcess#await(Readiness)}, or
     * {@link #whileRunning(BackgroundProcess)}. Unlike {@link BackgroundProcess#expect(String)}, it searches all output
     * that is kept, from its beginning, and does not change the search position.
     *
     * @param text the text, which need not be a whole line; not empty
     */
    public static Readiness text(String text) {
        Objects.requireNonNull(text, "text");
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        return of("the text " + QuotedText.of(text), attempt -> printed(attempt, text));
    }

    private static Optional<Problem> printed(Attempt attempt, String text) {
        BackgroundProcess process = attempt.process();
        if (process == null) {
            return Optional.of(new Problem(
                    "it is unknown which process prints the text; call await(...) of the process, or whileRunning(...)",
                    true));
        }
        return process.output().text().contains(text)
                ? Optional.empty()
                : Problem.now("not in the " + process.output().totalBytes() + " bytes of output so far");
    }

    /**
     * {@return a condition that holds when a command succeeds in the sandbox; the command is run repeatedly, and killed
     * if it takes longer than 10 seconds or than the wait}
     *
     * @param command the command
     */
    public static Readiness success(Command command) {
        Objects.requireNonNull(command, "command");
        return of("the success of " + command, attempt -> success(attempt, command));
    }

    private static Optional<Problem> success(Attempt attempt, Command command) {
        OneShotResult result = attempt.run(command);
        String printed = result.output().last(LONGEST_OUTPUT).strip();
        return result.succeeded() ? Optional.empty() : Problem.now((result.how() + " " + printed).strip());
    }

    /**
     * {@return a condition that holds when a TCP connection from this machine is accepted and stays open}
     *
     * @param host a host name or an address
     * @param port the port
     */
    public static Readiness tcp(String host, int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        return of("a connection to port " + port + " of " + host, attempt -> {
            try {
                TcpProbe.check(host, port, attempt.left(), QUIET);
                return Optional.empty();
            } catch (IOException e) {
                return Problem.now(String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * {@return a condition that holds when a GET request from this machine is answered with a status; redirects are not
     * followed}
     *
     * @param uri the address, with the scheme {@code http} or {@code https}
     * @param status the status, such as 200
     */
    public static Readiness http(URI uri, int status) {
        Objects.requireNonNull(uri, "uri");
        return of("status " + status + " of " + uri, attempt -> {
            try {
                int actual = HttpProbe.status(uri, attempt.left());
                return actual == status ? Optional.empty() : Problem.now("status " + actual);
            } catch (IOException e) {
                return Problem.now(String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * {@return a condition that is satisfied when this one has held, and after it another one}
     *
     * <p>They are checked one after the other, and each of them until it holds; the time limit applies to all of them
     * together. A process or a time limit of the other condition is used if this one has none.
     *
     * @param other the condition to check when this one has held
     * @throws IllegalArgumentException if the two conditions are about different processes
     */
    public Readiness and(Readiness other) {
        Check.argument(
                process == null || other.process == null || process == other.process,
                "other must be about the same process as this condition; await them one after the other",
                String.valueOf(other.process));
        return new Readiness(
                Stream.concat(conditions.stream(), other.conditions.stream()).toList(),
                process == null ? other.process : process,
                timeout == null ? other.timeout : timeout);
    }

    /**
     * {@return this condition, except that the wait fails at once when a process ends; {@link #port(int)} describes a
     * further effect}
     *
     * @param other the process that makes the sandbox ready
     */
    public Readiness whileRunning(BackgroundProcess other) {
        return new Readiness(conditions, Objects.requireNonNull(other, "other"), timeout);
    }

    /**
     * {@return this condition with a time limit}
     *
     * @param limit how long to wait, longer than zero; by default the timeout of all waits of the registry
     */
    public Readiness withTimeout(Duration limit) {
        return new Readiness(conditions, process, Check.positive(limit, "limit"));
    }

    /** {@return this condition, with the given process unless it has one} */
    Readiness withDefaultProcess(BackgroundProcess server) {
        return process == null ? whileRunning(server) : this;
    }

    void await(Starter place, String sandbox, RegistryOptions options) {
        long begin = System.nanoTime();
        Optional<Duration> allowed = Optional.ofNullable(timeout).or(options::timeout);
        LastLook last = new LastLook();
        boolean ready = Waiting.until(
                () -> this + " in " + sandbox,
                allowed,
                slice -> isReady(place, sandbox, oneLook(allowed, begin), slice, last),
                () -> Diagnosis.of("Interrupted while waiting for " + this + " in " + sandbox));
        if (!ready) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            throw failed(
                    "Timed out waiting for " + this + " in " + sandbox + " after " + Durations.text(elapsed), last);
        }
    }

    /** {@return the time limit of one check, which never exceeds the remaining wait} */
    private static Duration oneLook(Optional<Duration> allowed, long begin) {
        return allowed.map(limit -> limit.minusNanos(System.nanoTime() - begin))
                .filter(left -> left.compareTo(ONE_LOOK) < 0)
                .orElse(ONE_LOOK);
    }

    private boolean isReady(Starter place, String sandbox, Duration limit, Duration slice, LastLook last)
            throws InterruptedException {
        if (limit.isNegative() || limit.isZero()) {
            return false;
        }
        // Asked before the check, so that what the process did just before its end is seen.
        boolean hasEnded = process != null && !process.isRunning();
        Attempt attempt = new Attempt(place, process, System.nanoTime() + limit.toNanos());
        Optional<Problem> problem = conditions.get(last.held).look().problem(attempt);
        if (problem.isEmpty()) {
            last.holds();
            return last.held == conditions.size();
        }
        boolean isFinal = problem.get().isFinal();
        last.note(problem.get().text(), !isFinal && limit.compareTo(ONE_LOOK) < 0 && attempt.isOver());
        if (isFinal) {
            throw failed("Failed to wait for " + this + " in " + sandbox, last);
        }
        if (process != null && hasEnded) {
            throw failed(
                    "Failed to wait for " + this + " in " + sandbox + ": [" + process.name() + "] has ended", last);
        }
        Thread.sleep(Math.max(0, Math.min(slice.toMillis(), PAUSE.toMillis())));
        return false;
    }

    private NotReadyException failed(String headline, LastLook last) {
        Diagnosis facts = process == null ? Diagnosis.of(headline) : process.diagnose(headline);
        for (Condition held : conditions.subList(0, last.held)) {
            facts = facts.with("ready", held.what());
        }
        if (conditions.size() > 1) {
            facts = facts.with("not ready", conditions.get(last.held).what());
        }
        return new NotReadyException(facts.with("last check", last.found())
                .with(
                        "next",
                        "compare with the last check; if it is only slow, allow more time with withTimeout(...)"));
    }

    /** {@return what is awaited, for messages} */
    @Override
    public String toString() {
        return conditions.stream().map(Condition::what).collect(Collectors.joining(" and "));
    }
}
