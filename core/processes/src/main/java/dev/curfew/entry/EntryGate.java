package dev.curfew.entry;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Admits the clients of one scope, or of one sandbox, when their turn comes, until it is closed. Thread-safe. */
public final class EntryGate {

    private final Set<EntryPermits.Request> requests = new HashSet<>();
    private boolean closed;

    /**
     * Enter when the turn comes. The permit is released afterwards, in all cases.
     *
     * @param place the name of the place, for messages
     * @param entering performs the entry; a limit on how long that takes begins here
     * @return what was entered
     * @throws SandboxUnavailableException if the gate is closed, caused by a {@link CancellationException}, or if the
     *     thread is interrupted
     */
    public <T> T enter(String place, EntryPermits.Request request, Supplier<T> entering) {
        add(request);
        try {
            if (!request.await()) {
                throw refused(place, new CancellationException("closed while it waited for its turn"));
            }
            return entering.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(place, e);
        } finally {
            request.release();
            remove(request);
        }
    }

    /** {@return the failure of a request that was refused or interrupted while it waited for its turn} */
    public static SandboxUnavailableException refused(String place, Exception cause) {
        String why = cause instanceof InterruptedException
                ? "interrupted while it waited for its turn"
                : "its scope ended while it waited for its turn";
        return new SandboxUnavailableException(
                Diagnosis.of("Failed to enter " + place + ": " + why)
                        .with("entering", "at most " + EntryPermits.MOST + " at the same time")
                        .with("next", "wait for pending starts before the end of the scope"),
                cause);
    }

    /** {@return whether it is the failure of a request that was refused because a gate was closed} */
    public static boolean isRefusal(@Nullable Throwable failure) {
        return failure != null && failure.getCause() instanceof CancellationException;
    }

    /** {@return whether it refuses all requests} */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** From now on, this gate also refuses the request when it is closed. */
    synchronized void add(EntryPermits.Request request) {
        if (closed) {
            request.refuse();
        } else {
            requests.add(request);
        }
    }

    synchronized void remove(EntryPermits.Request request) {
        requests.remove(request);
    }

    /** Refuse all waiting and all later requests. Entries in progress continue. */
    public synchronized void close() {
        closed = true;
        requests.forEach(EntryPermits.Request::refuse);
        requests.clear();
    }
}
