package dev.curfew;

import dev.curfew.lane.Site;
import dev.curfew.lane.Starter;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A sandbox that a {@link ProcessRegistry} has entered. It is left, or removed, at the end of the scope. Safe to use from
 * several threads.
 *
 * <pre>{@code
 * EnteredSandbox container = processes.enter(Sandbox.docker("debian:12"));
 * container.put(Path.of("target/server"), "/srv/server");
 * container.start("/srv/server --port 8080").expect("listening");
 * }</pre>
 *
 * @since 0.1
 */
public final class EnteredSandbox {

    private final Sandbox sandbox;
    private final ProcessRegistry registry;
    private final Starter place;

    EnteredSandbox(Sandbox sandbox, ProcessRegistry registry, Starter place) {
        this.sandbox = sandbox;
        this.registry = registry;
        this.place = place;
    }

    /** {@return where this is} */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** {@return whether it can be reached, as far as is known here; nothing is asked there} */
    public boolean isOpen() {
        return !(place instanceof Site site) || site.isOpen();
    }

    /**
     * Wait a while for the news that the sandbox cannot be reached any more. A connection that is cut is noticed by one
     * of its clients after the other: when one command there is lost, others may not be yet. Not interruptible.
     *
     * @param limit how long to wait at most
     * @return whether it cannot be reached any more; {@code false} on this machine, at once
     */
    public boolean isLostWithin(Duration limit) {
        return place instanceof Site site && site.isLostWithin(Objects.requireNonNull(limit, "limit"));
    }

    /**
     * {@return the absolute path of a folder in the sandbox for files of this scope, which only the user of its commands may enter; it is
     * deleted when the sandbox is left, even if this JVM is killed. On this machine it is {@link ProcessRegistry#directory()}}
     *
     * @throws RegistryClosedException if this is this machine and the registry is closed
     */
    public String directory() {
        return place instanceof Site site ? site.folder() : registry.directory().toString();
    }

    /**
     * Start a line of text with {@code sh -c}, in the sandbox.
     *
     * @param shellLine the line
     * @return the process, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached any more
     * @throws RegistryClosedException if the registry is closed
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command, in the sandbox.
     *
     * @param command what to run
     * @return the process, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached any more
     * @throws RegistryClosedException if the registry is closed
     */
    public BackgroundProcess start(Command command) {
        return registry.start(Objects.requireNonNull(command, "command"), sandbox);
    }

    /**
     * Bring a file or a folder with all that is in it into the sandbox, byte by byte as it is, with its permissions; links
     * stay links. The sandbox needs {@code tar}.
     *
     * @param source the file or folder of this machine
     * @param target its path in the sandbox, where the folder that it lies in must exist; a file that is there is
     *     replaced, a folder is filled
     * @throws dev.curfew.diagnosis.FileTransferException if that fails; of a folder some may be there, of a file
     *     nothing is
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached any more
     * @throws IllegalArgumentException if the target does not end with a name
     */
    public void put(Path source, String target) {
        new FileTransfer(sandbox, place)
                .put(Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
    }

    /**
     * Bring a file or a folder with all that is in it out of the sandbox, as {@link #put(Path, String)} brings it in.
     *
     * @param source its path in the sandbox
     * @param target its path on this machine, where the folder that it lies in must exist
     * @throws dev.curfew.diagnosis.FileTransferException if that fails; some of it may be there
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached any more
     * @throws IllegalArgumentException if the source does not end with a name
     */
    public void get(String source, Path target) {
        new FileTransfer(sandbox, place)
                .get(Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
    }

    /**
     * Wait until the sandbox is ready for something.
     *
     * @param readiness what has to be the case
     * @throws dev.curfew.diagnosis.NotReadyException if it is not in time, or cannot be any more
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public void await(Readiness readiness) {
        readiness.await(place, sandbox.toString(), registry.options());
    }

    /**
     * {@return the port of this machine, at 127.0.0.1, that leads to a port of this container}
     *
     * @param port the port of the container, which was published by
     *     {@link dev.curfew.sandbox.ContainerSandbox#publishing(int)}
     * @throws IllegalStateException if it was not
     */
    public int publishedPort(int port) {
        Optional<Integer> published = place instanceof Site site ? site.publishedPort(port) : Optional.empty();
        return published.orElseThrow(() -> new IllegalStateException("Port " + port + " of " + sandbox
                + " is not published; use Sandbox.docker(...).publishing(" + port + ")"));
    }

    @Override
    public String toString() {
        return sandbox.toString();
    }
}
