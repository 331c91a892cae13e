package dev.curfew;

import dev.curfew.command.Starter;
import dev.curfew.connection.SandboxConnection;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A sandbox that a {@link ProcessRegistry} has entered. It is left or removed at the end of the scope. Thread-safe.
 *
 * <pre>{@code
 * EnteredSandbox container = processes.enter(Sandbox.docker("debian:12"));
 * container.put(Path.of("target/server"), "/srv/server");
 * container.start("/srv/server --port 8080").expect("listening");
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class EnteredSandbox {

    private final Sandbox sandbox;
    private final ProcessRegistry registry;
    private final Starter place;

    EnteredSandbox(Sandbox sandbox, ProcessRegistry registry, Starter place) {
        this.sandbox = sandbox;
        this.registry = registry;
        this.place = place;
    }

    /** {@return the description of this sandbox} */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** {@return whether the sandbox can be reached, as far as this JVM can tell without contacting it} */
    public boolean isOpen() {
        return !(place instanceof SandboxConnection connection) || connection.isOpen();
    }

    /**
     * Wait for the news that the sandbox can no longer be reached. The clients of a broken connection notice the break
     * one after another: when one command in the sandbox is lost, others may not be yet. Not interruptible.
     *
     * @param limit the maximum time to wait
     * @return whether the sandbox can no longer be reached; immediately {@code false} on this machine
     */
    public boolean isLostWithin(Duration limit) {
        return place instanceof SandboxConnection connection
                && connection.isLostWithin(Objects.requireNonNull(limit, "limit"));
    }

    /**
     * Create the directory in the sandbox for files of this scope, accessible only to the user that runs the commands.
     * It is created once, and deleted when the sandbox is left, even if this JVM is killed. On this machine it is that
     * of {@link ProcessRegistry#createDirectory()}.
     *
     * @return its absolute path in the sandbox
     * @throws RegistryClosedException if the sandbox is this machine and the registry is closed
     */
    public String createDirectory() {
        return place instanceof SandboxConnection connection
                ? connection.folder()
                : registry.createDirectory().toString();
    }

    /**
     * Start a shell command line with {@code sh -c} in the sandbox.
     *
     * @param shellLine the command line
     * @return the running process
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox can no longer be reached
     * @throws RegistryClosedException if the registry is closed
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command in the sandbox.
     *
     * @param command what to run
     * @return the running process
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox can no longer be reached
     * @throws RegistryClosedException if the registry is closed
     */
    public BackgroundProcess start(Command command) {
        return registry.start(Objects.requireNonNull(command, "command"), sandbox);
    }

    /**
     * Copy a file or a directory with all its contents into the sandbox, byte for byte, with permissions; symbolic
     * links are copied as links. The sandbox needs {@code tar}.
     *
     * @param source the file or directory on this machine
     * @param target its path in the sandbox, whose parent directory must exist; an existing file is replaced, an
     *     existing directory is merged
     * @throws dev.curfew.diagnosis.FileTransferException if that fails, if the sandbox reads nothing for 30 seconds, or
     *     if the thread is interrupted, which keeps its interrupted status; a directory may then be there in part, a
     *     file is not
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox can no longer be reached
     * @throws IllegalArgumentException if the target does not end with a name
     */
    public void put(Path source, String target) {
        new FileTransfer(sandbox, place)
                .put(Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
    }

    /**
     * Copy a file or a directory with all its contents out of the sandbox, the reverse of {@link #put(Path, String)}.
     *
     * @param source its path in the sandbox
     * @param target its path on this machine, whose parent directory must exist
     * @throws dev.curfew.diagnosis.FileTransferException if that fails, if nothing arrives for 30 seconds, or if the
     *     thread is interrupted, which keeps its interrupted status; some of the contents may then be there
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox can no longer be reached
     * @throws IllegalArgumentException if the source does not end with a name
     */
    public void get(String source, Path target) {
        new FileTransfer(sandbox, place)
                .get(Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
    }

    /**
     * Wait until the sandbox satisfies a condition.
     *
     * @param readiness the condition
     * @throws dev.curfew.diagnosis.NotReadyException if it is not satisfied in time, or can no longer be
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public void await(Readiness readiness) {
        await(readiness, registry.options());
    }

    void await(Readiness readiness, RegistryOptions options) {
        readiness.await(place, sandbox.toString(), options);
    }

    Starter place() {
        return place;
    }

    /**
     * {@return the port of this machine, at 127.0.0.1, that is forwarded to a port of this container}
     *
     * @param port the port of the container, published by
     *     {@link dev.curfew.sandbox.ContainerSandbox#withPublishedPort(int)}
     * @throws IllegalStateException if the port was not published
     */
    public int publishedPort(int port) {
        Optional<Integer> published =
                place instanceof SandboxConnection connection ? connection.publishedPort(port) : Optional.empty();
        return published.orElseThrow(() -> new IllegalStateException("Port " + port + " of " + sandbox
                + " is not published; use Sandbox.docker(...).withPublishedPort(" + port + ")"));
    }

    @Override
    public String toString() {
        return sandbox.toString();
    }
}
