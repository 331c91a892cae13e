package dev.curfew;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The processes of one owner within the scope of a {@link ProcessRegistry}, such as one of several agents or one phase
 * of a run. A view: it has no state of its own, and two views of the same owner are equal.
 *
 * <p>An owner is identified by its name alone. Its processes end with the scope at the latest; {@link #stopAll()} ends
 * them earlier. Thread-safe.
 *
 * @see ProcessRegistry#ownedBy(String)
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class OwnedProcesses {

    private final ProcessRegistry registry;
    private final String owner;

    OwnedProcesses(ProcessRegistry registry, String owner) {
        this.registry = registry;
        this.owner = owner;
    }

    /** {@return the name of the owner} */
    public String owner() {
        return owner;
    }

    /** {@return the registry of the scope} */
    public ProcessRegistry registry() {
        return registry;
    }

    /**
     * Start a shell command line with {@code sh -c}, as {@link ProcessRegistry#start(String)} does.
     *
     * @param shellLine the command line
     * @return the running process, which belongs to this owner
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command, as {@link ProcessRegistry#start(Command)} does.
     *
     * @param command what to run
     * @return the running process, which belongs to this owner
     */
    public BackgroundProcess start(Command command) {
        return registry.start(command, registry.options().sandbox(), this);
    }

    /** {@return a copy of the list of processes of this owner, running or not, in the order of their start} */
    public List<BackgroundProcess> processes() {
        return registry.processes().stream().filter(this::owns).toList();
    }

    /** {@return a copy of the list of running processes of this owner, in the order of their start} */
    public List<BackgroundProcess> running() {
        return processes().stream().filter(BackgroundProcess::isRunning).toList();
    }

    /** {@return whether a process of this owner is running} */
    public boolean hasRunning() {
        return processes().stream().anyMatch(BackgroundProcess::isRunning);
    }

    /**
     * {@return the process of this owner with an id, as found by {@link ProcessRegistry#find(String)}}
     *
     * @param id the id, or the beginning of it
     */
    public Optional<BackgroundProcess> find(String id) {
        return registry.find(id, processes());
    }

    /**
     * Stop all processes of this owner and their descendants, all at the same time: ask them to end, and kill those
     * that are alive after the grace period of the {@link dev.curfew.process.KillPolicy}.
     *
     * @return what was done, and what is left
     */
    public KillReport stopAll() {
        return registry.endThose(this::owns, "OwnedProcesses.stopAll() of [" + owner + "] was called");
    }

    /**
     * Stop the processes of this owner that were started at or after a time, and their descendants, as
     * {@link #stopAll()} does.
     *
     * @param time the time, by the clock of this machine
     * @return what was done, and what is left
     */
    public KillReport stopStartedSince(Instant time) {
        Objects.requireNonNull(time, "time");
        return registry.endThose(
                process -> owns(process) && !process.startedAt().isBefore(time),
                "OwnedProcesses.stopStartedSince(" + time + ") of [" + owner + "] was called");
    }

    private boolean owns(BackgroundProcess process) {
        return process.owner().equals(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnedProcesses that && registry == that.registry && owner.equals(that.owner);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(registry) + owner.hashCode();
    }

    @Override
    public String toString() {
        return "processes of [" + owner + "] in [" + registry.name() + "]";
    }
}
