package dev.curfew.entry;

import dev.curfew.internal.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An entry into a sandbox in the background, to be ready for the next caller.
 *
 * @param request its permit
 * @param arrival completes when the sandbox has been entered
 */
public record Entering<T>(EntryPermits.Request request, CompletableFuture<T> arrival) {

    /** Enters and leaves sandboxes in threads that do not keep this JVM alive. */
    public static final Executor BACKGROUND = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            2,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> Threads.create("curfew exec channels", task));

    /** {@return what has been entered already} */
    public static <T> Entering<T> done(EntryPermits.Request request, T entered) {
        return new Entering<>(request, CompletableFuture.completedFuture(entered));
    }

    /** Begin to enter. */
    public static <T> Entering<T> begin(EntryPermits.Request request, Supplier<T> entering, Executor executor) {
        return new Entering<>(request, CompletableFuture.supplyAsync(entering, executor));
    }
}
