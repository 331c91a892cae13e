package dev.curfew.internal;

import static org.awaitility.Awaitility.await;

import dev.curfew.sandbox.fixture.Patience;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs an action in a thread, and lets a test see whether that thread is waiting. */
public final class WaitingThread<T> {

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
    public static <T> WaitingThread<T> start(Supplier<T> action) {
        return new WaitingThread<>(action);
    }

    /** Wait for a latch, as part of an action. */
    public static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Return when the thread waits for something that has not happened yet. */
    public WaitingThread<T> awaitWaiting() {
        await().until(() ->
                thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        return this;
    }

    public void interrupt() {
        thread.interrupt();
    }

    public boolean isDone() {
        return result.isDone();
    }

    /** {@return the result; waits for it} */
    public T result() {
        try {
            return result.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed instead", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the failure; waits for it} */
    public Throwable failure() {
        try {
            throw new AssertionError("did not fail: " + result.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
