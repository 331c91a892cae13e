package dev.curfew.connection;

import dev.curfew.channel.ExecChannel;
import dev.curfew.channel.ExecChannelProcess;
import dev.curfew.channel.ExecChannels;
import dev.curfew.channel.WardenConnection;
import dev.curfew.command.GuardedOneShot;
import dev.curfew.command.Started;
import dev.curfew.command.Starter;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.driver.Drivers;
import dev.curfew.entry.EntryContext;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.EntryPermits;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Resource;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.recording.OutputSink;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.session.Guarded;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Errno;
import dev.curfew.spawn.Launch;
import dev.curfew.spawn.MissingProgram;
import dev.curfew.spawn.Rlimits;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.RemoteEnvironment;
import dev.curfew.warden.StopRequest;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A sandbox that was entered. Starts commands in it, and ends everything in it. Thread-safe. */
public final class SandboxConnection implements Starter {

    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration TIME_TO_THAW = Duration.ofSeconds(1);
    private static final Duration THAWING = Duration.ofSeconds(2);
    private static final Duration REMOVAL = Duration.ofSeconds(20);
    private static final String CHECK_LIMITS = "check the limits on processes and memory in the sandbox";

    private final Sandbox sandbox;
    private final SandboxDriver driver;
    private final WardenConnection connection;
    private final ExecChannels channels;
    private final Place place = new Place();
    private final Set<Survivor> doubts = ConcurrentHashMap.newKeySet();
    private volatile boolean isDoubtful;
    private volatile boolean isRemoved;
    private final Set<Guarded> guards = ConcurrentHashMap.newKeySet();

    SandboxConnection(Sandbox sandbox, SandboxDriver driver, WardenConnection connection) {
        this.sandbox = sandbox;
        this.driver = driver;
        this.connection = connection;
        this.channels = new ExecChannels(connection, driver);
    }

    /**
     * Enter a sandbox, and create it if necessary.
     *
     * @param sandbox the sandbox
     * @return the entered sandbox
     * @throws SandboxUnavailableException if that fails; nothing is left
     */
    static SandboxConnection enter(Sandbox sandbox) {
        return enter(sandbox, new EntryGate(), EntryContext.OF_SYSTEM.permits().urgent());
    }

    /**
     * Enter a sandbox when the turn comes, and create it if necessary.
     *
     * @param sandbox the sandbox
     * @param gate the gate, open as long as the sandbox is wanted
     * @param request the permit
     * @return the entered sandbox
     * @throws SandboxUnavailableException if that fails; nothing is left
     */
    static SandboxConnection enter(Sandbox sandbox, EntryGate gate, EntryPermits.Request request) {
        SandboxDriver driver = Drivers.to(sandbox); // Creates its image, which may take minutes, and needs no permit.
        EntryContext context = EntryContext.OF_SYSTEM;
        WardenConnection connection =
                gate.enter(sandbox.toString(), request, () -> WardenConnection.open(sandbox, driver, context));
        return new SandboxConnection(sandbox, driver, connection);
    }

    /** Start nothing any more: a start that waits for its turn fails at once. */
    void refuse() {
        channels.refuse();
    }

    @Override
    public Started start(Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        requireLimitsOfProcesses(command);
        boolean terminal = command.stdio() instanceof Stdio.Terminal;
        Launch launch = new Launch(command, connection.marks().next(), null, false, output, errors, onExit);
        ExecChannel channel = takeChannel(command);
        try {
            ExecChannelProcess process = channel.start(launch);
            channels.refill(terminal);
            guards.removeIf(guard -> guard.emptied() != null);
            guards.add(process.guard());
            ProcessIdentity identity = process.process();
            ProcessTree tree = new ProcessTree(
                    command.name(),
                    identity.pid(),
                    identity.start(),
                    process.guard(),
                    null,
                    launch.mark(),
                    true,
                    terminal,
                    place,
                    StopRequest.of(command));
            return new Started(process, tree);
        } catch (Guarded.Refusal e) {
            channel.client().kill();
            throw refused(command, e);
        } catch (IllegalStateException e) {
            channel.client().kill();
            isDoubtful = true; // The command may run nevertheless.
            // An exec channel may be the first to notice that the connection is cut.
            throw connection.endsSoon()
                    ? connection.gone("start [" + command.name() + "]")
                    : failed(command, e, channel);
        }
    }

    private ExecChannel takeChannel(Command command) {
        if (!connection.isOpen()) {
            throw connection.gone("start [" + command.name() + "]");
        }
        try {
            return channels.take(command.stdio() instanceof Stdio.Terminal terminal ? terminal.size() : null);
        } catch (SandboxUnavailableException e) {
            throw connection.endsSoon() ? connection.gone("start [" + command.name() + "]") : e;
        }
    }

    private void requireLimitsOfProcesses(Command command) {
        for (Resource resource : command.limits().resources().keySet()) {
            if (resource.number().isEmpty()) {
                String why = "commands have no cgroups in " + sandbox;
                String next = "limit it where the sandbox is created, or limit another resource";
                throw Rlimits.unavailable(command, resource, why, next);
            }
        }
    }

    private SpawnException refused(Command command, Guarded.Refusal refusal) {
        if (refusal.what().equals("limits")) {
            String why = "it does not apply to root, and commands run as root in " + sandbox;
            String next = "limit it where the sandbox is created, or enter the sandbox as another user";
            return Rlimits.unavailable(command, Resource.USER_PROCESSES, why, next);
        }
        String problem = switch (refusal.what()) {
            case "fork" -> "fork failed";
            case "directory" ->
                "cannot enter the directory " + command.directory().orElseThrow();
            default -> "program " + (refusal.error() == Errno.ENOENT ? "not found" : "cannot be executed");
        };
        String next = switch (refusal.what()) {
            case "fork" -> CHECK_LIMITS;
            case "directory" -> "make that directory in the sandbox";
            default -> nextStep(command);
        };
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "] in " + sandbox + ": " + problem + ", "
                                + Errno.name(refusal.error()))
                        .with("command", command.toString())
                        .with("next", next),
                refusal);
    }

    /** The kernel does not report whether a script or its interpreter is missing. */
    private static String nextStep(Command command) {
        boolean path = command.argv().get(0).indexOf('/') >= 0;
        String otherwise = path
                ? "check that it exists in the sandbox, with the interpreter that its first line names; that line must not end with CR LF"
                : "install it in the sandbox";
        return MissingProgram.nextStep(command, otherwise);
    }

    private SpawnException failed(Command command, IllegalStateException cause, ExecChannel channel) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "] in " + sandbox + ": " + cause.getMessage())
                        .with("command", command.toString())
                        .with("client", channel.howItEnded().orElse("is alive"))
                        .with("next", CHECK_LIMITS),
                cause);
    }

    /**
     * {@return the port of this machine that leads to a port of the sandbox, or empty if there is none}
     *
     * @param port the port of the sandbox
     */
    public Optional<Integer> publishedPort(int port) {
        return driver.portLookup(port)
                .flatMap(GuardedOneShot::answer)
                .flatMap(lines -> lines.lines().findFirst())
                .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(':') + 1)));
    }

    /** {@return a folder in the sandbox that only this user may enter, deleted when the sandbox is left} */
    public String folder() {
        return connection.inside().folder();
    }

    /** {@return the sandbox} */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** {@return whether it can be reached, as far as is known here} */
    public boolean isOpen() {
        return connection.isOpen();
    }

    /**
     * {@return whether it can no longer be reached, which may be noticed with a delay}
     *
     * @param limit how long to wait for that
     */
    public boolean isLostWithin(Duration limit) {
        return connection.awaitEnd(limit);
    }

    /**
     * End all processes that are left, leave, and remove the sandbox if it was created for this connection.
     *
     * @return what is left; empty if nothing is
     */
    List<Survivor> close() {
        List<Survivor> survivors = new ArrayList<>(channels.close(connection.answers()));
        Optional<Command> removal = leave() ? Optional.empty() : driver.removal();
        boolean removed = removal.isEmpty() || remove(removal.get());
        isRemoved = removed && driver.removal().isPresent();
        if (removed) {
            connection.revokeWills();
        }
        ProcessTree client = connection.client().tree();
        survivors.addAll(TreeKiller.end(List.of(client), KillPolicy.AT_ONCE).survivors());
        if (!removed) {
            long start = Objects.requireNonNullElse(client.start(), 0L);
            survivors.add(new Survivor(
                    new ProcessIdentity(client.pid(), start),
                    connection.client().command().toString(),
                    sandbox.toString(),
                    "its container is not removed; run " + driver.removalByHand()));
        }
        return survivors;
    }

    /** {@return whether it is proven that nothing is left of what was started in it} */
    boolean isEmpty() {
        return !isDoubtful && guards.stream().allMatch(guard -> guard.emptied() != null);
    }

    /** {@return whether the warden has left, and a sandbox that was created for this connection has ended with it} */
    private boolean leave() {
        connection.askToLeave(isEmpty());
        boolean left = connection.answers() && (connection.awaitEnd(TIME_TO_THAW) || leaveThawed());
        connection.close();
        return left && connection.endedWell();
    }

    private boolean leaveThawed() {
        place.thaw();
        return connection.awaitEnd(CLOSING);
    }

    /**
     * {@return whether a reported survivor was in this sandbox, which has been removed with everything that ran in it}
     */
    boolean disproves(Survivor survivor) {
        return isRemoved && doubts.contains(survivor);
    }

    /** A busy engine may need a second attempt; an engine that does not answer at all gets none. */
    private boolean remove(Command removal) {
        long deadline = System.nanoTime() + REMOVAL.toNanos();
        for (int i = 0; i < 2 && System.nanoTime() < deadline; i++) {
            if (GuardedOneShot.answer(removal, Duration.ofNanos(deadline - System.nanoTime()))
                    .isPresent()) {
                return true;
            }
            if (System.nanoTime() < deadline && driver.isGone()) {
                return true;
            }
        }
        return false;
    }

    /** The place of the processes. */
    private final class Place implements RemoteEnvironment {

        @Override
        public void signal(ProcessTree tree, Signal signal) throws IOException {
            try {
                connection.signalGroup(signal, tree.pid());
            } catch (IOException e) {
                if (connection.endsSoon()) {
                    throw connection.gone("send " + signal + " to [" + tree.name() + "]");
                }
                throw e;
            }
        }

        @Override
        public List<Survivor> end(ProcessTree tree, Duration limit) {
            try {
                String left = end(elementsOf(tree.mark()), limit);
                return left.isEmpty() ? List.of() : List.of(survivor(tree, "pids left: " + left));
            } catch (IOException | TimeoutException | RuntimeException e) {
                return List.of(survivor(tree, "its state is unknown: " + e.getMessage()));
            }
        }

        private String end(List<String> elements, Duration limit) throws IOException, TimeoutException {
            if (connection.isOpen()) {
                try {
                    return connection.end(elements, limit);
                } catch (IOException e) {
                    if (!connection.endsSoon()) {
                        throw e;
                    }
                }
            }
            return ReconnectCleanup.of(sandbox, driver, connection.context(), elements, limit);
        }

        private Survivor survivor(ProcessTree tree, String escape) {
            long start = Objects.requireNonNullElse(tree.start(), 0L);
            Survivor survivor =
                    new Survivor(new ProcessIdentity(tree.pid(), start), "in " + sandbox, tree.name(), escape);
            doubts.add(survivor);
            return survivor;
        }

        @Override
        public void thaw() {
            driver.resumption().ifPresent(thawing -> GuardedOneShot.answer(thawing, THAWING));
        }

        @Override
        public String place() {
            return sandbox.toString();
        }
    }

    private static List<String> elementsOf(Mark mark) {
        return mark.number() == 0 ? List.of("=" + mark.cookie()) : List.of(mark.numberText(), "=" + mark.cookie());
    }
}
