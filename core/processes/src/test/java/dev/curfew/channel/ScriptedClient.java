package dev.curfew.channel;

import dev.curfew.command.Client;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputSink;
import dev.curfew.spawn.Root;
import dev.curfew.spawn.SpawnedProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A simulated client: a test decides what it prints, how it reacts to a line of input, and when it ends. */
public final class ScriptedClient implements SpawnedProcess, InputSink {

    static final Termination KILLED = new Termination.Signaled(Signal.KILL);

    private final Command command;
    private final OutputSink output;
    private final OutputSink errors;
    private final Consumer<Termination> onExit;
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder line = new StringBuilder();
    private volatile Consumer<String> reader = text -> {};
    private volatile @Nullable Consumer<String> orders;

    ScriptedClient(Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        this.command = command;
        this.output = output;
        this.errors = errors;
        this.onExit = onExit;
    }

    /** {@return the client as the code under test sees it, which can kill it} */
    Client asClient() {
        return new Client(command, new Mark("scripted-client", 0), this, tree -> end(KILLED));
    }

    /** The reaction to a line of input. */
    void reads(Consumer<String> handler) {
        reader = handler;
    }

    /** The reaction to an order, which is not a line. */
    void takesOrders(Consumer<String> handler) {
        orders = handler;
    }

    public void print(String text) {
        print(output, text);
    }

    void printError(String text) {
        print(errors, text);
    }

    private static void print(OutputSink to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.append(bytes, 0, bytes.length);
    }

    /** Prints the report of a guard that is ready for an order. */
    void arrive() {
        String nonce = command.argv().get(command.argv().size() - 1);
        print("\u001e" + nonce + " ready 200 2 " + ScriptedDriver.NAMESPACE + "\n");
    }

    /** Ends, once. */
    public void end(Termination how) {
        if (alive.compareAndSet(true, false)) {
            output.end();
            errors.end();
            onExit.accept(how);
            over.countDown();
        }
    }

    public boolean isAlive() {
        return alive.get();
    }

    @Override
    public Root root() {
        return new Root(Integer.MAX_VALUE, 0L, null);
    }

    @Override
    public InputSink input() {
        return this;
    }

    @Override
    public int freeBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        line.append(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            String complete = line.substring(0, end);
            line.delete(0, end + 1);
            reader.accept(complete);
        }
        Consumer<String> handler = orders;
        if (handler != null) {
            String order = line.toString();
            line.setLength(0);
            handler.accept(order);
        }
    }

    /** A guard that waits for an order ends with its input. */
    @Override
    public void end() {
        end(new Termination.Exited(0));
    }

    @Override
    public void checkExit() {}

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            checkExit();
        }
    }
}
