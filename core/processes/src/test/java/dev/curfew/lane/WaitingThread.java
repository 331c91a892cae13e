package dev.curfew.lane;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does one thing in a thread of its own, of which a test knows whether it waits. */
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

    /** Go on when it waits, for something that has not happened yet. */
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

    /** {@return the result, when it is there} */
    T result() {
        try {
            return result.get(ScriptedEntrance.GENEROUS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed instead", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return how it failed, when it has} */
    Throwable failure() {
        try {
            throw new AssertionError(
                    "did not fail: " + result.get(ScriptedEntrance.GENEROUS.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
