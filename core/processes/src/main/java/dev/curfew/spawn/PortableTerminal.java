package dev.curfew.spawn;

import com.pty4j.WinSize;
import com.pty4j.unix.Pty;
import com.pty4j.unix.UnixPtyProcess;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A process on a terminal in portable mode, forked from this JVM by pty4j, which also gives it a session of its own. The
 * start returns before the command has its terminal: what is typed before it prints something can be lost.
 *
 * <p>One thread starts the process, reads its output, waits for its end and closes the terminal. This order on one
 * thread is necessary: pty4j's own thread for the process, which inherits the thread group, must have ended before the
 * terminal is closed. Otherwise its last write may go to the descriptor of another terminal and hang that one up
 * (<a href="https://github.com/JetBrains/pty4j/issues/181">pty4j#181</a>).
 */
final class PortableTerminal implements SpawnedProcess {

    private static final Duration DETACHED_READ_INTERVAL = Duration.ofMillis(20);

    private final Running running;
    private final Root root;
    private final ExitGate gate;

    private record Running(Terminal terminal, UnixPtyProcess process) {}

    private PortableTerminal(Running running, ExitGate gate) {
        this.running = running;
        this.root = Root.unguarded(running.process().pid());
        this.gate = gate;
    }

    static PortableTerminal start(Invocation invocation, TerminalSize size) throws IOException {
        PtyLibrary.load();
        String name = "curfew terminal of " + invocation.launch().command().name();
        StreamReader reader = StreamReader.ofTerminal(invocation.launch().output());
        ExitGate gate = new ExitGate(invocation.launch(), List.of(reader));
        CompletableFuture<Running> started = new CompletableFuture<>();
        ThreadGroup group = new ThreadGroup(name);
        Thread thread = new Thread(group, () -> run(invocation, size, group, started, reader, gate), name);
        thread.setDaemon(true);
        thread.start();
        return new PortableTerminal(Starts.await(started), gate);
    }

    /** The stream ends when no process holds the terminal open, but a living process may open it again. */
    private static void run(
            Invocation invocation,
            TerminalSize size,
            ThreadGroup group,
            CompletableFuture<Running> started,
            StreamReader reader,
            ExitGate gate) {
        Running running;
        try {
            running = open(invocation, size);
        } catch (IOException | RuntimeException | Error e) {
            started.completeExceptionally(e); // Whatever fails, the caller waits only for this thread.
            return;
        }
        started.complete(running);
        Optional<Thread> reaper = reaperOf(group);
        do {
            reader.drain(running.terminal().output());
        } while (reaper.isPresent() && isAliveAfter(reaper.get(), DETACHED_READ_INTERVAL));
        reader.drain(running.terminal().output());
        int code = running.process().exitValue();
        running.terminal().close();
        gate.streamEnded(reader.sink());
        gate.exited(EndSource.OfJvm.termination(code));
    }

    /** The deprecated constructors are the only ones that let the size be set before the command can read it. */
    @SuppressWarnings({"deprecation", "removal"})
    private static Running open(Invocation invocation, TerminalSize size) throws IOException {
        Pty pty = new Pty(false);
        try {
            pty.setWindowSize(new WinSize(size.columns(), size.rows()), null);
            LineDiscipline.setUtf8(pty.getSlaveName());
            String[] argv = invocation.argv().toArray(String[]::new);
            String directory = invocation.directory().toString();
            return new Running(
                    new Terminal(pty, InputSink.PORTABLE_BYTES),
                    new UnixPtyProcess(argv, environment(invocation), directory, pty, null, false));
        } catch (IOException | RuntimeException e) {
            pty.close();
            throw e;
        }
    }

    private static String[] environment(Invocation invocation) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        invocation.setVariables(variables);
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    private static boolean isAliveAfter(Thread thread, Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            // Only foreign code interrupts this thread, whose work is not done.
        }
        return thread.isAlive();
    }

    /** {@return the thread in which pty4j waits for the process, or empty if both have ended} */
    private static Optional<Thread> reaperOf(ThreadGroup group) {
        Thread[] threads = new Thread[8];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread != Thread.currentThread())
                .findFirst();
    }

    @Override
    public Root root() {
        return root;
    }

    @Override
    public InputSink input() {
        return running.terminal();
    }

    @Override
    public boolean readsLines() {
        return LineDiscipline.readsLines(running.terminal().name());
    }

    @Override
    public boolean echoes() {
        return LineDiscipline.echoes(running.terminal().name());
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        running.terminal().resize(size);
    }

    /** The thread of the terminal waits for the end itself. */
    @Override
    public void checkExit() {}

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.awaitAnnouncement(limit.toNanos());
    }
}
