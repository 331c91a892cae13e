package dev.curfew;

import dev.curfew.connection.SandboxConnection;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses free ports of this machine for commands. Thread-safe.
 *
 * <p>The kernel does not reserve a port that is closed again. It chooses ports at random, so another program rarely gets
 * the same one before the command listens on it; of this JVM, no other command does.
 */
final class FreePorts {

    /** Fewer than the smallest range of ports that a kernel chooses from in practice. */
    private static final int REMEMBERED = 256;

    private static final int MOST_ATTEMPTS = 100;

    private static final Queue<Integer> RECENT = new ArrayDeque<>();

    private FreePorts() {}

    /**
     * {@return the command with numbers for the ports that are chosen at its start}
     *
     * @param command the command
     * @param sandbox where it will run
     * @throws SpawnException if there is no free port, or it runs in a sandbox, whose ports are unknown here
     */
    static Command choose(Command command, EnteredSandbox sandbox) {
        Command chosen = command;
        for (Map.Entry<String, Integer> port : command.ports().entrySet()) {
            if (port.getValue() == 0) {
                requireThisMachine(command, sandbox, port.getKey());
                chosen = chosen.withPort(port.getKey(), next(command));
            }
        }
        return chosen;
    }

    private static void requireThisMachine(Command command, EnteredSandbox sandbox, String port) {
        if (sandbox.place() instanceof SandboxConnection) {
            throw failed(
                    command,
                    "a free port can be chosen only on this machine, not in " + sandbox,
                    "use withPort(\"" + port + "\", 8080) instead of withFreePort(...), and in a container also"
                            + " withPublishedPort(8080)",
                    null);
        }
    }

    private static int next(Command command) {
        try {
            return next();
        } catch (IOException e) {
            throw failed(
                    command,
                    "no port is free: " + e.getMessage(),
                    "end programs that listen on ports, or use withPort(...)",
                    e);
        }
    }

    private static synchronized int next() throws IOException {
        int port = free();
        for (int i = 0; i < MOST_ATTEMPTS && RECENT.contains(port); i++) {
            port = free();
        }
        RECENT.add(port);
        if (RECENT.size() > REMEMBERED) {
            RECENT.remove();
        }
        return port;
    }

    /** {@return a port that is free for all addresses} */
    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static SpawnException failed(Command command, String why, String next, @Nullable IOException cause) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: " + why)
                        .with("command", command.toString())
                        .with("next", next),
                cause);
    }
}
