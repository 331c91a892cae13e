package dev.curfew.recording;

import dev.curfew.sandbox.fixture.Patience;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work on another thread that fails the test if it fails, and is not left behind. */
final class Background implements AutoCloseable {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private Background(Work work) {
        thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (InterruptedException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
    }

    static Background run(Work work) {
        Background background = new Background(work);
        background.thread.start();
        return background;
    }

    /** Wait until the work waits for another thread. */
    void awaitWaiting() {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            if (done.isDone()) {
                throw new AssertionError("the work has ended instead of waiting");
            }
            Thread.onSpinWait();
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    void join() {
        try {
            done.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
