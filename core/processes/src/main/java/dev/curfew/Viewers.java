package dev.curfew;

import dev.curfew.internal.Threads;
import dev.curfew.internal.Time;
import dev.curfew.session.ViewSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The registries whose processes can be viewed from another terminal, and the connections to viewers. */
final class Viewers {

    /** Bounds the threads that a process of this user can make this JVM start. */
    private static final Semaphore PERMITS = new Semaphore(8);

    private static final Set<ProcessRegistry> REGISTRIES = ConcurrentHashMap.newKeySet();

    private Viewers() {}

    /** Let the processes of a registry be viewed, which it starts or has started. */
    static void opened(ProcessRegistry registry) {
        REGISTRIES.add(registry);
    }

    static void ended(ProcessRegistry registry) {
        REGISTRIES.remove(registry);
    }

    /** Serve a viewer, in a thread of its own; the calling thread must not be blocked. Too many are ignored. */
    static void serve(Path socket) {
        if (PERMITS.tryAcquire()) {
            Threads.start("curfew view", () -> {
                try (ViewSocket connection = ViewSocket.connect(socket)) {
                    new Viewer(REGISTRIES, connection::send, Time.ofSystem()).serve(connection.asked());
                } catch (IOException e) {
                    // The viewer has left.
                } finally {
                    PERMITS.release();
                }
            });
        }
    }
}
