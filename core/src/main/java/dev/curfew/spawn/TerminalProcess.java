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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A process on a terminal, started by pty4j.
 *
 * <p>One thread starts it, reads it, waits for its end and closes the terminal. That order and that thread matter:
 * pty4j's own thread for the process, which inherits the thread group, must have ended before the terminal is closed,
 * or its last write may go to the descriptor of another terminal and hang that one up
 * (<a href="https://github.com/JetBrains/pty4j/issues/181">pty4j#181</a>).
 */
final class TerminalProcess implements SpawnedProcess, InputSink {

    private static final byte[] END_OF_FILE = {4};
    private static final Duration DETACHED_READ_INTERVAL = Duration.ofMillis(20);

    private final Launch launch;
    private final StreamReader reader;
    private final ExitGate gate;
    private final CompletableFuture<UnixPtyProcess> started = new CompletableFuture<>();

    /** Shared by those who use the descriptor, exclusive for the one who closes it: its number may be reused at once. */
    private final ReadWriteLock descriptor = new ReentrantReadWriteLock();

    private boolean closed;
    private boolean atLineStart = true;

    private TerminalProcess(Launch launch) {
        this.launch = launch;
        this.reader = new StreamReader(launch.output());
        this.gate = new ExitGate(launch, List.of(reader));
    }

    static TerminalProcess start(Launch launch, Invocation invocation, TerminalSize size) throws IOException {
        PtyLibrary.load();
        TerminalProcess process = new TerminalProcess(launch);
        String name = "curfew terminal of " + launch.command().name();
        ThreadGroup group = new ThreadGroup(name);
        Thread thread = new Thread(group, () -> process.run(invocation, size, group), name);
        thread.setDaemon(true);
        thread.start();
        TerminalAttachment.await(Starts.await(process.started).pid());
        return process;
    }

    /** A stream ends when nobody holds the terminal, but a process that lives may open it again. */
    private void run(Invocation invocation, TerminalSize size, ThreadGroup group) {
        UnixPtyProcess process;
        try {
            process = open(invocation, size);
        } catch (IOException | RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(process);
        Optional<Thread> reaper = reaperOf(group);
        do {
            reader.drain(process.getInputStream());
        } while (reaper.isPresent() && isAliveAfter(reaper.get(), DETACHED_READ_INTERVAL));
        reader.drain(process.getInputStream());
        int code = process.exitValue();
        close(process);
        if (gate.streamEnded(launch.output())) {
            gate.exited(code);
        }
    }

    /** The deprecated constructors are the only ones that let the size be set before the command can look at it. */
    @SuppressWarnings({"deprecation", "removal"})
    private UnixPtyProcess open(Invocation invocation, TerminalSize size) throws IOException {
        Pty pty = new Pty(false);
        try {
            pty.setWindowSize(new WinSize(size.columns(), size.rows()), null);
            String[] argv = invocation.argv().toArray(String[]::new);
            return new UnixPtyProcess(
                    argv, environment(), invocation.directory().getPath(), pty, null, false);
        } catch (IOException | RuntimeException e) {
            pty.close();
            throw e;
        }
    }

    private String[] environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        Invocation.environment(launch, variables);
        if (variables.getOrDefault("TERM", "dumb").equals("dumb")
                && !launch.command().environment().set().containsKey("TERM")) {
            variables.put("TERM", "xterm-256color");
        }
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    private static boolean isAliveAfter(Thread thread, Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            // Nobody but a stranger interrupts this thread, and it has one thing to do.
        }
        return thread.isAlive();
    }

    /** {@return the thread that pty4j waits for the process with, or empty if it has ended, as the process has then} */
    private static Optional<Thread> reaperOf(ThreadGroup group) {
        Thread[] threads = new Thread[8];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread != Thread.currentThread())
                .findFirst();
    }

    private void close(UnixPtyProcess process) {
        descriptor.writeLock().lock();
        try {
            closed = true;
            process.getInputStream().close();
        } catch (IOException e) {
            // The descriptor is released even if closing it reports an error (close(2)).
        } finally {
            descriptor.writeLock().unlock();
        }
    }

    @Override
    public long pid() {
        return started.join().pid();
    }

    @Override
    public InputSink input() {
        return this;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        descriptor.readLock().lock();
        try {
            requireOpen();
            started.join().getOutputStream().write(bytes);
            byte last = bytes[bytes.length - 1];
            atLineStart = last == '\n' || last == '\r';
        } finally {
            descriptor.readLock().unlock();
        }
    }

    /** In the middle of a line the first end-of-file character only hands the line over, the second one ends the input. */
    @Override
    public void end() throws IOException {
        boolean inLine = !atLineStart;
        write(END_OF_FILE);
        if (inLine) {
            write(END_OF_FILE);
        }
        atLineStart = true;
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        descriptor.readLock().lock();
        try {
            requireOpen();
            started.join().setWinSize(new WinSize(size.columns(), size.rows()));
        } finally {
            descriptor.readLock().unlock();
        }
    }

    @Override
    public boolean readsLines() {
        return LineDiscipline.readsLines(started.join().getPty().getSlaveName());
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("terminal is closed");
        }
    }

    /** The thread of the terminal waits for the end itself. */
    @Override
    public void checkExit() {}

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.awaitAnnouncement(limit.toNanos());
    }
}
