package dev.curfew.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shared servers that were started, which end with the last session of the launcher. Thread-safe.
 *
 * <p>A test can open another session, by running tests with a launcher of its own.
 */
final class SharedServers {

    static final SharedServers OF_THIS_JVM = new SharedServers();

    private final List<SharedServer> started = new ArrayList<>();
    private int sessions;

    synchronized void sessionOpened() {
        sessions++;
    }

    /** End all servers if this was the last session: the last one that was started first, because it may use others. */
    void sessionClosed() {
        endedSession().forEach(SharedServer::end);
    }

    private synchronized List<SharedServer> endedSession() {
        sessions--;
        if (sessions > 0) {
            return List.of();
        }
        List<SharedServer> all = new ArrayList<>(started);
        Collections.reverse(all);
        started.clear();
        return all;
    }

    synchronized void started(SharedServer server) {
        started.add(server);
    }
}
