package dev.curfew.job;

import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Detached;
import dev.curfew.session.Marks;
import java.util.List;

/** Where the watchers of the jobs of a store run. Their notes are read here, wherever they are written. Thread-safe. */
interface JobPlace {

    /** {@return how records call it} */
    String name();

    /** {@return marks that mean something there} */
    Marks marks();

    /**
     * Check the command and the place, and bring what launches need, before there is a record of the job.
     *
     * @throws dev.curfew.diagnosis.SpawnException if the command cannot be started here
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place cannot be reached
     */
    void prepare(Command command);

    /**
     * Start the watcher of a job, and with it the command.
     *
     * @throws dev.curfew.diagnosis.SpawnException if that fails; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place gives no answer; the job may run
     */
    void launch(JobFolder folder, JobRecord record, Command command);

    /** {@return whether no watcher will take a job from now on; false if one has} */
    boolean forbidStart(JobFolder folder);

    /** Bring what the watcher has noted, if that is not here. */
    void bringNotes(JobFolder folder);

    /** Bring the output, if that is not here. */
    void bringOutput(JobFolder folder);

    /** {@return what is known of a watcher} */
    Detached.Life lifeOf(WatcherNote watcher);

    /** Tell a watcher to end all. */
    void askToEnd(WatcherNote watcher);

    /** {@return those that are left of a job without a watcher, after an attempt to end them} */
    List<ProcessIdentity> endLeft(JobRecord record);

    /** Delete what is there of a job that is over. */
    void remove(JobFolder folder);
}
