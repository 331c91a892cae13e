package dev.curfew.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The warden of this JVM: a native program that has left the JVM's session and process tree, and reads a named pipe that
 * this JVM holds open. When the JVM ends for any reason, the pipe ends, and the warden ends all processes that are
 * left.
 *
 * <p>If another process ends the warden, a new one is started and a warning is logged. Thread-safe.
 */
final class WardenProcess {

    static final int MOST_RESTARTS = 5;


    private final WardenProgram program;
    private final Executor restarts;
    private @Nullable CompletableFuture<Void> watch;
    private boolean left;
    private int starts;

    WardenProcess(Path folder, Journal journal, NativeProgram program) {
        // Not in the thread that reports its end: the JDK thread that waits for processes must not start any.
        this(new WardenProgram.OfMachine(folder, journal, program), ForkJoinPool.commonPool());
    }

    WardenProcess(WardenProgram program, Executor restarts) {
        this.program = program;
        this.restarts = restarts;
    }

    /** Start it, without waiting for its work. */
    synchronized void start() throws IOException {
        starts++;
        watch = program.endOf(program.start()).thenRunAsync(this::hasEnded, restarts);
    }

    private synchronized void hasEnded() {
        if (left) {
            return;
        }
        boolean again = starts <= MOST_RESTARTS;
        System.getLogger("dev.curfew").log(
                Level.WARNING,
                "The warden of this JVM ended unexpectedly; "
                        + (again ? "another one is started" : "no other is started after " + starts + " of them")
                        + ". Without a warden, files are left if this JVM is killed");
        try {
            if (again) {
                start();
            }
        } catch (IOException e) {
            System.getLogger("dev.curfew").log(Level.WARNING, "No warden can be started", e);
        }
    }

    /** Release the warden: there is nothing to end any more. */
    synchronized void leave() {
        left = true;
        if (watch != null) {
            watch.cancel(false);
        }
        try {
            program.release();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
