package dev.curfew.lane;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs an action in a thread, and lets a test see whether that thread is waiting. */
final class WaitingThread<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private WaitingThread(Supplier<T> action) {
        thread = new Thread(
                () -> {
                    try {
                        result.complete(action.get());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "a test that waits");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return a thread that does something} */
    static <T> WaitingThread<T> start(Supplier<T> action) {
        return new WaitingThread<>(action);
    }

    /** Return when the thread waits for something that has not happened yet. */
    WaitingThread<T> awaitWaiting() {
        await().until(() ->
                thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        return this;
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return result.isDone();
    }

    /** {@return the result; waits for it} */
    T result() {
        try {
            return result.get(ScriptedDriver.GENEROUS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed instead", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the failure; waits for it} */
    Throwable failure() {
        try {
            throw new AssertionError(
                    "did not fail: " + result.get(ScriptedDriver.GENEROUS.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
