package dev.curfew.channel;

import dev.curfew.command.Client;
import dev.curfew.command.GuardedOneShot;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.driver.Drivers;
import dev.curfew.entry.EntryContext;
import dev.curfew.internal.Durations;
import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.session.CleanupAction;
import dev.curfew.session.Marks;
import dev.curfew.session.Session;
import dev.curfew.session.StatusChannel;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the warden of a sandbox, which the first client runs inside. The client's input carries requests,
 * and its output carries the reports of the warden and the guards. When the connection is cut, for whatever reason, the
 * warden ends everything that was started. Thread-safe.
 */
public final class WardenConnection {

    private static final Duration WRITE_LIMIT = Duration.ofSeconds(20);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration PING_LIMIT = Duration.ofMillis(100);

    /** The limit for a warden that has not answered before, but still may. */
    private static final Duration BRIEFLY = Duration.ofMillis(200);

    private final Sandbox sandbox;
    private final SandboxDriver driver;
    private final EntryContext context;
    private final Marks marks = Session.current().marksBelow();
    private final TextSink errors = new TextSink();
    private final LineSink output = new LineSink(this::heard);
    private final StatusChannel channel;
    private final CompletableFuture<String> machine = new CompletableFuture<>();
    private final CompletableFuture<Inside> inside = new CompletableFuture<>();
    private final CompletableFuture<Termination> ended = new CompletableFuture<>();
    private final Map<String, CompletableFuture<String>> requests = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /**
     * The warden handles one request to end at a time: the limit of a request begins when those before it are answered.
     */
    private final ReentrantLock ending = new ReentrantLock(true);

    private final List<CleanupAction> cleanups = new CopyOnWriteArrayList<>();
    private final Command command;
    private final Client client;

    private volatile boolean answers = true;
    private volatile @Nullable KeepAlive lease;

    /** How the client had ended when the connection was cut, or {@code null} if it had not. */
    private volatile @Nullable Termination endedBefore;

    private final InputFeed input;

    /**
     * The warden inside the sandbox.
     *
     * @param folder the folder of the warden
     * @param warden its pid and start time
     * @param namespace its PID namespace
     */
    public record Inside(String folder, ProcessIdentity warden, String namespace) {}

    private WardenConnection(Sandbox sandbox, SandboxDriver driver, EntryContext context) {
        this.sandbox = sandbox;
        this.driver = driver;
        this.context = context;
        this.channel = new StatusChannel(this::write, this::wardenTold, context.time());
        this.command = driver.open(Bootstrap.ARGV).separateErrors(); // Set first, because its client may end at once.
        will(driver.removal()); // Before there is anything to remove: this JVM may be killed at any moment.
        this.client = context.clients().start(sandbox.toString(), command, output, errors, this::clientEnded);
        this.input = new InputFeed(client.spawned().input());
    }

    /**
     * Enter a sandbox.
     *
     * @throws SandboxUnavailableException if that fails; nothing is left running
     */
    public static WardenConnection open(Sandbox sandbox, SandboxDriver driver, EntryContext context) {
        WardenConnection connection = new WardenConnection(sandbox, driver, context);
        try {
            connection.enter();
            return connection;
        } catch (IOException e) {
            connection.awaitEnd(LAST_WORDS); // It does not read because it is ending: how it ends explains more.
            connection.undo();
            throw connection.unavailable(e);
        } catch (TimeoutException | ExecutionException | RuntimeException e) {
            connection.undo();
            throw connection.unavailable(e);
        } catch (InterruptedException e) {
            connection.undo();
            Thread.currentThread().interrupt();
            throw connection.unavailable(e);
        }
    }

    private void enter() throws IOException, TimeoutException, InterruptedException, ExecutionException {
        Bootstrap boot = new Bootstrap(
                marks, driver.lease(), driver.home().map(Path::toString).orElse(""));
        Runnable inTime = context.time().after(driver.openLimit(), () -> fail(new TimeoutException()));
        try {
            input.write(boot.script(), driver.openLimit()); // It may take long until a shell reads it.
            input.write(boot.program(machine.get()), driver.openLimit());
            driver.opened(client.spawned().root().pid());
            will(driver.deletion(inside.get().folder()));
            lease = KeepAlive.begin(context.time(), driver.lease(), this::renewLease);
        } finally {
            inTime.run();
        }
    }

    private void will(Optional<Command> command) {
        command.ifPresent(wanted -> {
            try {
                cleanups.add(CleanupAction.ofClient(wanted.argv()));
            } catch (IOException e) {
                throw new UncheckedIOException("Failed to register a cleanup action: " + e.getMessage(), e);
            }
        });
    }

    /** Revoke the commands for the case that this JVM is killed, because the clean-up has been done. */
    public void revokeWills() {
        cleanups.forEach(CleanupAction::revoke);
        cleanups.clear();
    }

    private void heard(String line) {
        if (inside.isDone()) {
            channel.told(line);
        } else if (line.startsWith("curfew machine ")) {
            machine.complete(line.substring("curfew machine ".length()).strip());
        } else if (line.startsWith("curfew refused ")) {
            fail(new IOException(line.substring("curfew refused ".length())));
        } else if (line.startsWith("curfew entered ")) {
            String[] words = line.split(" ", -1);
            inside.complete(new Inside(
                    words[2], new ProcessIdentity(Long.parseLong(words[3]), Long.parseLong(words[4])), words[5]));
        }
    }

    private void fail(Exception cause) {
        machine.completeExceptionally(cause);
        inside.completeExceptionally(cause);
    }

    private void clientEnded(Termination how) {
        ended.complete(how);
        channel.finish(); // The client's end is announced after all reports of the warden.
        fail(new IOException(describe(how)));
        requests.values().forEach(request -> request.completeExceptionally(new IOException(describe(how))));
    }

    private String describe(Termination how) {
        return command.name() + " " + how.describe();
    }

    /** The relay passes on a line that begins like this only if it comes from the warden: see {@code relay.h}. */
    private void wardenTold(String[] words) {
        boolean isAnswer = words[0].equals("warden") && words.length > 2;
        if (isAnswer && (words[1].equals("ended") || words[1].equals("left"))) {
            CompletableFuture<String> request = requests.remove(words[2]);
            if (request != null) {
                String pids = String.join(" ", List.of(words).subList(3, words.length));
                request.complete(words[1].equals("ended") ? "" : pids);
            }
        }
    }

    /** {@return the warden inside} */
    public Inside inside() {
        return inside.join();
    }

    /** {@return the channel on which guards and warden report} */
    StatusChannel channel() {
        return channel;
    }

    /** {@return the marks of what is started through this connection} */
    public Marks marks() {
        return marks;
    }

    /** {@return whether it has not been cut, as far as is known here} */
    public boolean isOpen() {
        if (!ended.isDone()) {
            client.spawned().checkExit();
        }
        return !ended.isDone();
    }

    /** {@return whether the warden has answered the last request to end} */
    public boolean answers() {
        return answers;
    }

    /** {@return why it is not open} */
    String howItEnded() {
        return command + " "
                + Optional.ofNullable(ended.getNow(null))
                        .map(Termination::describe)
                        .orElse("is cut")
                + (errors.text().isEmpty() ? "" : ": " + errors.text());
    }

    private void write(String line) throws IOException {
        write(line, WRITE_LIMIT);
    }

    /** Not interruptible, because requests are part of a clean-up. */
    private void write(String line, Duration limit) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            input.write((line + "\n").getBytes(StandardCharsets.US_ASCII), limit);
        } catch (TimeoutException e) {
            throw new IOException("the warden does not read requests", e);
        } catch (InterruptedException e) {
            interrupted = true; // A write that has begun is completed.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tell the warden that this JVM is alive, without waiting for a connection that is stuck. */
    private void renewLease() {
        try {
            write("ping", PING_LIMIT);
        } catch (IOException e) {
            // The warden then notices the silence.
        }
    }

    /** Send a request that has no answer. */
    void request(String line) {
        request(line, WRITE_LIMIT);
    }

    private void request(String line, Duration limit) {
        try {
            write(line, limit);
        } catch (IOException e) {
            // Without a connection the warden ends everything; callers that wait for an answer are notified.
        }
    }

    void signal(Signal signal, ProcessIdentity process) {
        request("tell " + signal.name() + " " + process.pid() + "/" + process.start());
    }

    /** Send a signal to the processes of a group that carry our marks. */
    public void signalGroup(Signal signal, long group) throws IOException {
        write("signal " + signal.name() + " " + group);
    }

    /**
     * End all processes with a mark, and prove that they are gone. Requests wait for their turn.
     *
     * @param elements their marks: the beginning of a number, or {@code =} and a cookie
     * @param limit how long the answer may take from then on; less if the previous request was not answered
     * @return the pids of the processes that are left, with blanks between them; empty if none is
     * @throws IOException if the connection is cut
     * @throws TimeoutException if there is no answer
     */
    public String end(List<String> elements, Duration limit) throws IOException, TimeoutException {
        String id = Long.toString(count.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        ending.lock();
        try {
            requests.put(id, answer);
            write("end " + id + " " + String.join(" ", elements));
            return answerTo(answer, answers ? limit : BRIEFLY);
        } finally {
            requests.remove(id);
            ending.unlock();
        }
    }

    /** Not interruptible, because it is part of a clean-up. */
    private String answerTo(CompletableFuture<String> answer, Duration limit) throws IOException, TimeoutException {
        if (ended.isDone()) {
            answer.completeExceptionally(new IOException()); // Cut before the request was registered.
        }
        Runnable inTime = context.time().after(limit, () -> answer.completeExceptionally(new TimeoutException()));
        try {
            String left = answer.join();
            answers = true;
            return left;
        } catch (CompletionException e) {
            answers = false;
            if (e.getCause() instanceof TimeoutException) {
                throw new TimeoutException("no answer from the warden: " + howItEnded());
            }
            throw new IOException(howItEnded(), e.getCause());
        } finally {
            inTime.run();
        }
    }

    /**
     * Ask the warden to leave.
     *
     * @param isEmpty whether it is proven that no process is left; otherwise the warden ends all processes
     */
    public void askToLeave(boolean isEmpty) {
        endLease();
        if (isOpen()) {
            request(isEmpty ? "finish" : "close", answers ? WRITE_LIMIT : PING_LIMIT);
        }
    }

    private void endLease() {
        KeepAlive renewed = lease;
        if (renewed != null) {
            renewed.end();
        }
    }

    /** Cut the connection, unless it has ended. */
    public void close() {
        if (!ended.isDone()) {
            cut();
        }
    }

    /**
     * {@return whether it has ended, after a short wait, because its own client is the last to notice that it was cut}
     */
    public boolean endsSoon() {
        return awaitEnd(LAST_WORDS);
    }

    /** {@return whether it has ended, after waiting for at most the limit} */
    public boolean awaitEnd(Duration limit) {
        client.spawned().awaitExitUninterruptibly(limit);
        return ended.isDone();
    }

    /** Clean up after a failed entry, including a container that was created but not started. */
    private void undo() {
        cut();
        driver.removal().ifPresent(GuardedOneShot::answer);
        revokeWills();
    }

    private void cut() {
        endedBefore = ended.getNow(null);
        client.kill();
    }

    /** {@return the context in which sandboxes are entered} */
    public EntryContext context() {
        return context;
    }

    /** {@return the client, which must be ended with the scope} */
    public Client client() {
        return client;
    }

    /** {@return whether the client has exited with code 0, which means that everything has ended} */
    public boolean endedWell() {
        return new Termination.Exited(0).equals(ended.getNow(null));
    }

    /** {@return the failure of an action, such as {@code start [x]}, because the connection was cut} */
    public SandboxGoneException gone(String what) {
        return new SandboxGoneException(
                Diagnosis.of("Failed to " + what + ": " + sandbox + " can no longer be reached")
                        .with("connection", howItEnded())
                        .with("next", "find out what ended the connection or removed the sandbox"),
                null);
    }

    private SandboxUnavailableException unavailable(Exception cause) {
        String said = (errors.text() + "\n" + output.text()).strip();
        String why = reason(cause);
        return new SandboxUnavailableException(
                Diagnosis.of("Failed to enter " + sandbox + ": " + why)
                        .with("tried", client.command().toString())
                        .with("it printed", said.isEmpty() ? "nothing" : said)
                        .with("next", Drivers.advice(driver.advice(), said + "\n" + why)),
                cause);
    }

    private String reason(Exception cause) {
        if (cause instanceof TimeoutException || cause.getCause() instanceof TimeoutException) {
            return "no answer for " + Durations.text(driver.openLimit());
        }
        Termination how = endedBefore;
        if (cause instanceof IOException && how != null) {
            return describe(how);
        }
        Throwable first = cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
        return String.valueOf(first.getMessage());
    }

    @Override
    public String toString() {
        return sandbox + (isOpen() ? "" : ", which can no longer be reached");
    }
}
