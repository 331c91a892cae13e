package dev.curfew.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Work on another thread, for tests that force an order. */
public final class OtherThread {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        /**
         * Do it.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    private OtherThread(Work work) {
        thread = new Thread(
                () -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Exception | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "other thread of a test");
        thread.setDaemon(true);
    }

    /** {@return a thread that does some work} */
    public static OtherThread run(Work work) {
        OtherThread other = new OtherThread(work);
        other.thread.start();
        return other;
    }

    /** Wait until that thread waits; fails if it has ended instead. */
    public void awaitWaiting() {
        Awaitility.await().until(() -> isDone() || isWaiting());
        if (!isWaiting()) {
            throw new AssertionError("it has ended and waits for nothing");
        }
    }

    private boolean isWaiting() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** {@return whether the work is done} */
    public boolean isDone() {
        return done.isDone();
    }

    /** Interrupt it. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Wait for its end, and throw what it threw. */
    public void join() throws Exception {
        try {
            done.get(Latch.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("it has not ended", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        }
    }
}
