package dev.curfew.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Something that enters in the background, to be ready for the next caller.
 *
 * @param request its permit
 * @param arrival completed when it has arrived
 */
record Entering<T>(EntryPermits.Request request, CompletableFuture<T> arrival) {

    /** Have it enter. */
    static <T> Entering<T> begin(EntryPermits.Request request, Supplier<T> entering, Executor executor) {
        return new Entering<>(request, CompletableFuture.supplyAsync(entering, executor));
    }
}
