package dev.curfew.channel;

import dev.curfew.command.Client;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.driver.Drivers;
import dev.curfew.internal.RandomIds;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.session.GuardDoor;
import dev.curfew.session.Guarded;
import dev.curfew.session.MessageKey;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputFeed;
import dev.curfew.spawn.Launch;
import dev.curfew.spawn.Order;
import dev.curfew.spawn.ProcessSignals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that has entered a sandbox, where a guard waits for a command. The streams or the terminal of the client then
 * become those of the command. On pipes it serves one command after another, as long as they leave the streams as they
 * were.
 */
public final class ExecChannel {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_STARTS = Duration.ofMinutes(1);
    private static final Duration SIZE_ARRIVES = Duration.ofMillis(300);
    private static final Duration LOOK = Duration.ofMillis(2);

    /** How long a client may take until it listens for changes of its terminal; under load this takes seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final List<Duration> REMINDERS =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** Printed by guards that are not where the first client is. */
    private static final String WARDEN_MISSING = "cannot find the warden of ";

    private final WardenConnection connection;
    private final Time time;
    private final ExecChannelSink errors;
    private final ExecChannelSink output;
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final CompletableFuture<Termination> ended = new CompletableFuture<>();
    private final Client client;
    private final @Nullable TerminalSize size;
    private final Consumer<ExecChannel> whenOver;
    private final MessageKey key = MessageKey.create();
    private final boolean waitsForKnock;

    /** From the first order on, which no command can read: those that have run may have kept the input. */
    private boolean hasKey;

    private volatile long arrival;
    private volatile @Nullable Ready guard;
    private volatile @Nullable ExecChannelEnd end;
    private volatile @Nullable ExecChannelInput input;

    /** What the guard reports about itself. */
    private record Ready(ProcessIdentity guard, String namespace) {

        static Ready of(String words) {
            String[] parts = words.split(" ", -1);
            return new Ready(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])), parts[2]);
        }
    }

    /**
     * Start the client, without waiting until it has entered.
     *
     * @param size the size of its terminal, or {@code null} for pipes
     * @param whenOver called with this when a command on pipes is over: no process of it is left, and all its output has
     *     arrived; by a thread that must not be blocked
     * @throws SandboxUnavailableException if its client cannot be started
     */
    ExecChannel(
            WardenConnection connection,
            SandboxDriver driver,
            @Nullable TerminalSize size,
            Consumer<ExecChannel> whenOver) {
        this.whenOver = whenOver;
        this.time = connection.context().time();
        this.waitsForKnock = driver.waitsForLine(size != null);
        this.connection = connection;
        this.size = size;
        String nonce = RandomIds.create() + RandomIds.create();
        this.output = new ExecChannelSink(nonce, words -> ready.complete(Ready.of(words)));
        this.errors = new ExecChannelSink(nonce, words -> {});
        String folder = connection.inside().folder();
        String warden = Long.toString(connection.inside().warden().pid());
        String mode = size != null ? "lane" : "series";
        Command command = Drivers.exec(driver, List.of(folder + "/guard", mode, folder, warden, nonce), size != null);
        this.client = connection
                .context()
                .clients()
                .start(
                        connection.toString(),
                        size != null ? command.inTerminal(size) : command.separateErrors(),
                        output,
                        errors,
                        this::clientEnded);
    }

    /**
     * Wait until the guard inside is ready.
     *
     * @throws SandboxUnavailableException if it does not become ready
     */
    void awaitArrival() {
        try {
            if (waitsForKnock) {
                knock();
            }
            guard = awaitReady();
            if (size != null) {
                awaitRawTerminal();
            }
            arrival = time.nanos();
        } catch (RuntimeException e) {
            client.kill();
            throw e;
        }
    }

    /**
     * The guard has set its terminal to raw mode, but the client may be slower with the terminal on this machine, which
     * would echo the order until then.
     */
    private void awaitRawTerminal() {
        long begin = time.nanos();
        while (client.spawned().readsLines() && !endsWithin(LOOK)) {
            if (time.since(begin).compareTo(PATIENCE) > 0) {
                throw unavailable("its client does not switch the terminal to raw mode");
            }
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return awaitEnd(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    /** A failure is not reported here: the way in which the client ended is reported when the guard does not answer. */
    private void knock() {
        if (size != null) {
            awaitRawTerminal();
        }
        try {
            client.spawned().input().write(new byte[] {'\n'});
        } catch (IOException e) {
            endsWithin(PATIENCE);
        }
    }

    private void clientEnded(Termination how) {
        ended.complete(how);
        ready.completeExceptionally(new IOException(how.describe()));
        ExecChannelEnd announces = end;
        if (announces != null) {
            announces.clientEnded();
        }
    }

    /** {@return whether it has not been cut, as far as is known here} */
    boolean isOpen() {
        if (!ended.isDone()) {
            client.spawned().checkExit();
        }
        return !ended.isDone();
    }

    /** {@return whether its command is on a terminal} */
    boolean hasTerminal() {
        return size != null;
    }

    /** {@return its client on this machine} */
    public Client client() {
        return client;
    }

    /** {@return whether the client has ended, after waiting for at most the given nanoseconds} */
    boolean awaitEnd(long nanos) throws InterruptedException {
        client.spawned().awaitExit(Duration.ofNanos(nanos));
        return ended.isDone();
    }

    /** {@return how the client ended, or empty as long as it has not} */
    public Optional<String> howItEnded() {
        return Optional.ofNullable(ended.getNow(null))
                .map(how -> client.command().name() + " " + how.describe()
                        + (errors.text().isEmpty() ? "" : ": " + errors.text()));
    }

    /**
     * Let the guard start a command.
     *
     * @return the running process
     * @throws Guarded.Refusal if the command cannot be run there
     * @throws IllegalStateException if the guard cannot start it
     */
    public ExecChannelProcess start(Launch launch) {
        byte[] order = hasKey
                ? Order.sealed(launch.command(), launch.mark(), key)
                : Order.of(launch.command(), launch.mark(), key.text());
        hasKey = true;
        ExecChannelEnd announces = new ExecChannelEnd(launch, time);
        end = announces;
        Guarded guarded = connection.channel().expect(launch.mark().cookie(), key, announces::exited);
        guarded.isReachedBy(new Door(guarded, Objects.requireNonNull(guard).guard()));
        ExecChannelInput itsInput = new ExecChannelInput(client.spawned().input());
        input = itsInput;
        Runnable partOver = direct(launch, announces, guarded);
        guarded.whenOver(partOver);
        if (launch.command().stdio() instanceof Stdio.Terminal terminal
                && !terminal.size().equals(size)) {
            begin(terminal.size());
        }
        send(order);
        ProcessIdentity process = guarded.awaitStart(PATIENCE_WITH_STARTS);
        if (!isOpen()) {
            announces.clientEnded(); // The client may have ended before this.end was set.
        }
        partOver.run();
        return new ExecChannelProcess(this, process, guarded, announces, itsInput);
    }

    /** {@return what is run when one of these is over: the start, the streams, the reports of the guard} */
    private Runnable direct(Launch launch, ExecChannelEnd announces, Guarded guarded) {
        boolean separate = launch.command().stdio().equals(Stdio.SEPARATE_PIPES);
        AtomicInteger parts = new AtomicInteger(separate ? 4 : 3);
        Runnable partOver = () -> {
            if (parts.decrementAndGet() == 0 && guarded.emptied() != null) {
                whenOver.accept(this);
            }
        };
        String secret = key.sealOf((launch.mark().cookie() + " over").getBytes(StandardCharsets.US_ASCII));
        output.direct(launch.output(), announces.stream(), secret, partOver);
        if (separate) {
            errors.direct(launch.errors(), announces.stream(), secret, partOver);
        }
        return partOver;
    }

    /** {@return whether it can serve another command, because the last one got no input, and gets none any more} */
    boolean refusesInput() {
        ExecChannelInput last = input;
        return last != null && last.refuse();
    }

    /**
     * {@return whether a command can have the terminal with a size at once}
     *
     * <p>A client sends its initial size a moment after it has entered, and it is unknown when that arrives. It must
     * not arrive after the size of the command if the two differ.
     */
    boolean suits(TerminalSize wanted) {
        return wanted.equals(size) || time.since(arrival).compareTo(SIZE_ARRIVES) > 0;
    }

    private void begin(TerminalSize wanted) {
        try {
            resize(wanted);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Change the size of the terminal. Docker's client sends its initial size, and listens for changes only when that
     * has been answered, so a change that it may have missed is repeated. Repeating the same size changes nothing
     * there.
     */
    void resize(TerminalSize wanted) throws IOException {
        client.spawned().resize(wanted);
        if (time.since(arrival).compareTo(SETTLED) < 0) {
            REMINDERS.forEach(later -> time.after(later, this::remindOfTheSize));
        }
    }

    /** Signals the client, but not its process group, in which the command may be. */
    private void remindOfTheSize() {
        try {
            if (isOpen()) {
                ProcessSignals.send(
                        Signal.WINCH, List.of(client.spawned().root().pid()));
            }
        } catch (IOException e) {
            // The next reminder may succeed.
        }
    }

    private void send(byte[] order) {
        try {
            new InputFeed(client.spawned().input()).write(order, PATIENCE);
            client.spawned().input().beginLine();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the guard does not read its order: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Ready awaitReady() {
        Runnable inTime = time.after(PATIENCE, () -> ready.completeExceptionally(new TimeoutException()));
        try {
            Ready arrived = ready.get();
            String namespace = connection.inside().namespace();
            if (!arrived.namespace().equals(namespace)) {
                throw unavailable("each command runs in another sandbox: PID namespace " + arrived.namespace()
                        + " instead of " + namespace);
            }
            return arrived;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } catch (ExecutionException e) {
            throw unavailable(whyNotReady(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            inTime.run();
        }
    }

    private String whyNotReady(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no answer for " + PATIENCE.toSeconds() + " s";
        }
        return errors.text().contains(WARDEN_MISSING) && connection.isOpen()
                ? "each command runs in another sandbox, which has no warden"
                : String.valueOf(cause.getMessage());
    }

    private SandboxUnavailableException unavailable(String why) {
        String said = (errors.text() + "\n" + output.text()).strip();
        return new SandboxUnavailableException(
                Diagnosis.of("Failed to enter " + connection + " again: " + why)
                        .with("tried", client.command().toString())
                        .with("it printed", said.isEmpty() ? "nothing" : said)
                        .with("next", "check that the sandbox is running and accepts so many connections"),
                null);
    }

    /**
     * The connection to the guard. Requests go through the warden, because the streams of the exec channel belong to the
     * command.
     */
    private final class Door implements GuardDoor {

        private final Guarded guarded;
        private final ProcessIdentity lane;

        Door(Guarded guarded, ProcessIdentity lane) {
            this.guarded = guarded;
            this.lane = lane;
        }

        /** Where an exec channel serves one command after another, each has a guard of its own. */
        private ProcessIdentity guard() {
            return guarded.identity().orElse(lane);
        }

        @Override
        public long pid() {
            return guard().pid();
        }

        @Override
        public boolean isAlive() {
            return isOpen() && connection.isOpen();
        }

        @Override
        public String whyLost() {
            return howItEnded().map(how -> "its client is gone: " + how).orElseGet(connection::howItEnded);
        }

        @Override
        public boolean askToEnd() {
            connection.signal(Signal.USR1, guard());
            return true;
        }

        @Override
        public void askForEcho() {
            connection.signal(Signal.USR2, guard());
        }

        @Override
        public void kill() {
            connection.signal(Signal.TERM, guard());
        }

        @Override
        public void abandon() {
            connection.signal(Signal.KILL, guard());
        }
    }
}
