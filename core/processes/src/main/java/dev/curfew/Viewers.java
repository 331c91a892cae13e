package dev.curfew;

import dev.curfew.internal.Threads;
import dev.curfew.internal.Time;
import dev.curfew.session.ViewSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The registries whose processes can be viewed from another terminal, and the threads that serve viewers. */
final class Viewers implements Consumer<Path> {

    static final Viewers OF_THIS_JVM = new Viewers();

    /** Bounds the threads that a process of this user can make this JVM start. */
    private final Semaphore permits = new Semaphore(8);

    private final Set<ProcessRegistry> registries = ConcurrentHashMap.newKeySet();

    private Viewers() {}

    /** Let the processes of a registry be viewed, which it starts or has started. */
    void opened(ProcessRegistry registry) {
        registries.add(registry);
    }

    void ended(ProcessRegistry registry) {
        registries.remove(registry);
    }

    /** Serve a viewer that listens on a socket, in a thread of its own. Too many are ignored. */
    @Override
    public void accept(Path socket) {
        if (permits.tryAcquire()) {
            Threads.start("curfew view", () -> {
                try (ViewSocket connection = ViewSocket.connect(socket)) {
                    new Viewer(registries, connection::send, Time.ofSystem()).serve(connection.asked());
                } catch (IOException e) {
                    // The viewer has left.
                } finally {
                    permits.release();
                }
            });
        }
    }
}
