package dev.curfew;

import dev.curfew.command.LocalStarter;
import dev.curfew.command.Starter;
import dev.curfew.connection.SandboxConnection;
import dev.curfew.connection.SandboxConnections;
import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Containment;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Session;
import dev.curfew.warden.Leftovers;
import java.io.UncheckedIOException;
import java.util.List;

/** The execution environments of a registry: this machine, and the sandboxes that were entered. */
final class ExecutionEnvironments {

    private final Containment containment;
    private final Runnable atShutdown;
    private final SandboxConnections connections = new SandboxConnections();

    ExecutionEnvironments(Containment containment, Runnable atShutdown) {
        this.containment = containment;
        this.atShutdown = atShutdown;
    }

    /**
     * {@return the environment for commands in a sandbox; the sandbox is entered first if necessary, which takes time}
     */
    Starter place(Sandbox sandbox, String what, String key, Object value) {
        Session session = open(what, key, value);
        if (sandbox.equals(Sandbox.local())) {
            return new LocalStarter(session, containment);
        }
        SandboxConnection connection = connections.enter(sandbox);
        requireGuardsAreEnough(connection);
        return connection;
    }

    /** Prepare everything that this JVM needs before it owns a process. */
    Session open(String what, String key, Object value) {
        Session session = session(what, key, value);
        Curfew.requireContainment(containment);
        session.opened(atShutdown);
        session.lookAtLast(() -> Leftovers.endAllOf(session));
        session.serveViewers(Viewers.OF_THIS_JVM);
        return session;
    }

    private void requireGuardsAreEnough(SandboxConnection connection) {
        if (containment.compareTo(Containment.GUARD) > 0) {
            throw new ContainmentException(
                    Diagnosis.of("Required containment " + containment + " is not available in " + connection.sandbox())
                            .with("available", Containment.GUARD.toString())
                            .with("next", "require GUARD or less in sandboxes"));
        }
    }

    private static Session session(String what, String key, Object value) {
        Leftovers.sweepOnce();
        try {
            return Session.current();
        } catch (UncheckedIOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to " + what + ": this JVM cannot open a session")
                            .with("cause", String.valueOf(e.getMessage()))
                            .with(key, value.toString()),
                    e);
        }
    }

    /**
     * Refuse further starts in sandboxes, and further sandboxes: a start that is waiting for its turn fails at once.
     */
    void refuse() {
        connections.refuse();
    }

    /** {@return whether a start failed because of {@link #refuse()}} */
    static boolean isRefusal(SandboxUnavailableException failure) {
        return SandboxConnections.isRefusal(failure);
    }

    /**
     * Leave or remove all sandboxes.
     *
     * @param survivors the processes that were left before
     * @return the processes that are left afterwards
     */
    List<Survivor> leave(List<Survivor> survivors) {
        return connections.close(survivors);
    }

    /** Unregister the action for the shutdown of this JVM, because there is nothing left to end. */
    void close() {
        Session.opened().ifPresent(session -> session.ended(atShutdown));
    }
}
