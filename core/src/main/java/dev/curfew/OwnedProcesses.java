package dev.curfew;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The processes of one owner within the scope of a {@link ProcessRegistry}: of one agent among several, or of one phase of a
 * run. A view: it holds nothing itself, and two views of the same owner are equal.
 *
 * <p>An owner exists by its name alone and ends with the scope; {@link #killAll()} ends what it has until then. Safe to use
 * from several threads.
 *
 * @see ProcessRegistry#ownedBy(String)
 * @since 0.1
 */
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
     * Start a line of text with {@code sh -c}, as {@link ProcessRegistry#start(String)} does.
     *
     * @param shellLine the line
     * @return the process, which runs and belongs to this owner
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command, as {@link ProcessRegistry#start(Command)} does.
     *
     * @param command what to run
     * @return the process, which runs and belongs to this owner
     */
    public BackgroundProcess start(Command command) {
        return registry.start(command, registry.options().sandbox(), this);
    }

    /** {@return the processes of this owner, in the order of their start, whether they run or not; a copy} */
    public List<BackgroundProcess> processes() {
        return registry.processes().stream().filter(this::owns).toList();
    }

    /** {@return the processes of this owner that run, in the order of their start; a copy} */
    public List<BackgroundProcess> running() {
        return processes().stream().filter(BackgroundProcess::isRunning).toList();
    }

    /** {@return whether a process of this owner runs} */
    public boolean hasRunning() {
        return processes().stream().anyMatch(BackgroundProcess::isRunning);
    }

    /**
     * {@return the process of this owner with an id, as {@link ProcessRegistry#find(String)} finds it}
     *
     * @param id the id, or the begin of it
     */
    public Optional<BackgroundProcess> find(String id) {
        return registry.find(id, processes());
    }

    /**
     * End all processes of this owner, with everything they started, all at once.
     *
     * @return what was done, and what is left
     */
    public KillReport killAll() {
        return registry.endThose(this::owns, "all processes of its owner [" + owner + "] were ended");
    }

    /**
     * End those processes of this owner that were started at a time or later, with everything they started, all at once.
     *
     * @param time the time, by the clock of this machine
     * @return what was done, and what is left
     */
    public KillReport killStartedSince(Instant time) {
        Objects.requireNonNull(time, "time");
        return registry.endThose(
                process -> owns(process) && !process.startedAt().isBefore(time),
                "what its owner [" + owner + "] had started since " + time + " was ended");
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
