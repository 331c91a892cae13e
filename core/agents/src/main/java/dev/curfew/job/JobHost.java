package dev.curfew.job;

import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Detached;
import java.util.List;

/**
 * The place where the watchers of a store's jobs run. Their notes are read here, wherever they are written.
 * Thread-safe.
 */
interface JobHost {

    /** {@return the name of this place in records} */
    String name();

    /**
     * Check the command and the place, and prepare for a launch, before the record of the job exists.
     *
     * @throws dev.curfew.diagnosis.SpawnException if the command cannot be started here
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place cannot be reached
     */
    void prepare(Command command);

    /**
     * Start the watcher of a job, which starts the command.
     *
     * @throws dev.curfew.diagnosis.SpawnException if that fails; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place does not answer; the job may be running
     */
    void launch(JobFolder folder, JobRecord record, Command command);

    /** {@return whether the job can no longer be started by a watcher; false if a watcher has taken it} */
    boolean forbidStart(JobFolder folder);

    /** Fetch the notes of the watcher if they are written in another place than the store. */
    default void bringNotes(JobFolder folder) {}

    /** Fetch the output if it is written in another place than the store. */
    default void bringOutput(JobFolder folder) {}

    /** {@return whether a watcher is alive, as far as it is known} */
    Detached.Life lifeOf(WatcherNote watcher);

    /** Tell a watcher to end all processes of its job. */
    void askToEnd(WatcherNote watcher);

    /** {@return the processes of a job without a watcher that are left after an attempt to end them} */
    List<ProcessIdentity> endLeft(JobRecord record);

    /** Delete the files of a finished job if they are in another place than the store. */
    default void remove(JobFolder folder) {}
}
