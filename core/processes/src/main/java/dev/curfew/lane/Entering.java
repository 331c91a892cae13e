package dev.curfew.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * An entry into a sandbox in the background, to be ready for the next caller.
 *
 * @param request its permit
 * @param arrival completes when the sandbox has been entered
 */
record Entering<T>(EntryPermits.Request request, CompletableFuture<T> arrival) {

    /** Begin to enter. */
    static <T> Entering<T> begin(EntryPermits.Request request, Supplier<T> entering, Executor executor) {
        return new Entering<>(request, CompletableFuture.supplyAsync(entering, executor));
    }
}
