package dev.curfew.spawn;

import dev.curfew.process.TerminalSize;
import dev.curfew.session.Guarded;
import dev.curfew.session.Session;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A process on a terminal that pty4j creates and the guard of the process opens.
 *
 * <p>pty4j itself would fork this JVM for it, which takes several times as long, and returns before the command has its
 * terminal.
 */
final class GuardedTerminal implements SpawnedProcess {

    private static final File NOTHING = new File("/dev/null");
    private static final long DETACHED_READ_NANOS = Duration.ofMillis(20).toNanos();

    private final Terminal terminal;
    private final Supplier<CompletableFuture<?>> exit;
    private final Root root;
    private final ExitGate gate;
    private final EndSource end;

    private GuardedTerminal(
            Terminal terminal, Supplier<CompletableFuture<?>> exit, Root root, ExitGate gate, EndSource end) {
        this.terminal = terminal;
        this.exit = exit;
        this.root = root;
        this.gate = gate;
        this.end = end;
    }

    static GuardedTerminal start(Invocation invocation, TerminalSize size) throws IOException {
        Terminal terminal = Terminal.open(size);
        try {
            StreamReader reader = StreamReader.ofTerminal(invocation.launch().output());
            reader.share(terminal);
            ExitGate gate = new ExitGate(invocation.launch(), List.of(reader));
            GuardedTerminal process = start(invocation, terminal, gate);
            process.read(
                    reader,
                    "curfew terminal of " + invocation.launch().command().name());
            return process;
        } catch (IOException | RuntimeException e) {
            terminal.close();
            throw e;
        }
    }

    private static GuardedTerminal start(Invocation invocation, Terminal terminal, ExitGate gate) throws IOException {
        Guarded guarded = Session.current().expectGuard(invocation.launch().mark(), gate::exited);
        Supplier<CompletableFuture<?>> exit = start(invocation, terminal.name(), guarded);
        try {
            return new GuardedTerminal(terminal, exit, Root.under(guarded), gate, new EndSource.OfGuard(guarded));
        } catch (IllegalStateException e) {
            guarded.kill(); // A process that is not known is of no use.
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@return what completes with the end of the guard} */
    private static Supplier<CompletableFuture<?>> start(Invocation invocation, String terminal, Guarded guarded)
            throws IOException {
        if (Session.current()
                .fork(guarded, Order.local(invocation, guarded.keyText(), terminal))
                .isPresent()) {
            return guarded::used;
        }
        Process process = guarded.start(invocation
                .guarded(terminal)
                .redirectInput(Redirect.from(NOTHING))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD));
        return process::onExit;
    }

    private void read(StreamReader reader, String threadName) throws IOException {
        try {
            StreamReader.start(threadName, () -> {
                try {
                    gate.read(reader, () -> drain(reader));
                } finally {
                    end.poll().ifPresent(gate::exited);
                }
            });
        } catch (IOException e) {
            ProcessHandle.of(root.pid()).ifPresent(ProcessHandle::destroyForcibly); // Its output would not be read.
            throw e;
        }
    }

    /** The stream ends when no process holds the terminal open, but a living command may open it again. */
    private void drain(StreamReader reader) {
        try {
            boolean ended = false;
            while (!ended) {
                reader.drain(terminal.output());
                ended = hasEnded();
            }
            reader.drain(terminal.output());
        } finally {
            terminal.close();
        }
    }

    private boolean hasEnded() {
        try {
            return end.await(DETACHED_READ_NANOS);
        } catch (InterruptedException e) {
            return end.poll().isPresent(); // Only foreign code interrupts this thread, whose work is not done.
        }
    }

    @Override
    public Root root() {
        return root;
    }

    @Override
    public InputSink input() {
        return terminal;
    }

    @Override
    public boolean readsLines() {
        return LineDiscipline.readsLines(terminal.name());
    }

    @Override
    public boolean echoes() {
        return LineDiscipline.echoes(terminal.name());
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        terminal.resize(size);
    }

    @Override
    public void checkExit() {
        gate.look(end);
    }

    @Override
    public void announceExit() {
        gate.announceUnasked(end, exit.get());
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.await(end, limit.toNanos());
    }
}
