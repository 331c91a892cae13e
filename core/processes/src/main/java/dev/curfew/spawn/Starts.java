package dev.curfew.spawn;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for starts that another thread performs. */
final class Starts {

    private Starts() {}

    static <T> T await(CompletableFuture<T> start) throws IOException {
        try {
            return start.join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }
}
