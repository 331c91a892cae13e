package dev.curfew.job;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Launches jobs, commands that outlive this JVM, and keeps what becomes of them in a folder. Any number of JVMs may use the
 * same folder at the same time, one after the other, or be killed in between.
 *
 * <pre>{@code
 * try (JobStore jobs = JobStore.open(Path.of("jobs"))) {
 *     jobs.launch(Command.shell("make nightly"), JobOptions.DEFAULT.labeled("nightly"));
 * }
 * // ... in another JVM, later:
 * try (JobStore jobs = JobStore.open(Path.of("jobs"))) {
 *     jobs.take().ifPresent(result -> {
 *         send(result.job().summary());
 *         result.acknowledge();
 *     });
 * }
 * }</pre>
 *
 * <p>Closing a store, or the end of the JVM, ends no job; {@link #killAll()} does. Safe to use from several threads.
 *
 * @since 0.1
 */
public final class JobStore implements AutoCloseable {

    private final JobFiles files;
    private final JobPlace place;
    private final JobStoreOptions options;
    private final Time time;
    private final Upkeep upkeep;

    private JobStore(JobFiles files, JobPlace place, JobStoreOptions options, Time time) {
        this.files = files;
        this.place = place;
        this.options = options;
        this.time = time;
        this.upkeep = new Upkeep(files, this::all, place, options, time);
    }

    /**
     * {@return the store in a folder, with {@link JobStoreOptions#DEFAULT}}
     *
     * @param folder the folder, which is made if it is not there, for this user alone
     * @throws java.io.UncheckedIOException if it cannot be made
     */
    public static JobStore open(Path folder) {
        return open(folder, JobStoreOptions.DEFAULT);
    }

    /**
     * {@return the store in a folder}
     *
     * @param folder the folder, which is made if it is not there, for this user alone
     * @param options how jobs are kept
     * @throws java.io.UncheckedIOException if it cannot be made
     */
    public static JobStore open(Path folder, JobStoreOptions options) {
        return open(folder, options, new ThisMachine(), Time.ofSystem());
    }

    /**
     * {@return the store in a folder, whose jobs run in a sandbox: they are launched there, watched there, and noted there}
     *
     * <p>The folder of this machine says who may take which result. Statuses and output are fetched when they are asked for;
     * where the sandbox cannot be reached, that is an error.
     *
     * @param folder the folder of this machine, which is made if it is not there, for this user alone
     * @param options how jobs are kept
     * @param sandbox where jobs run: a host, a container or a pod that is there, or a prefix; it must live on
     * @param directory the absolute path of a folder there for the files of the jobs, which is made if it is not there
     * @throws IllegalArgumentException if the sandbox ends with whoever enters it, or the path is not absolute
     * @throws java.io.UncheckedIOException if the folder of this machine cannot be made
     */
    public static JobStore open(Path folder, JobStoreOptions options, Sandbox sandbox, String directory) {
        if (sandbox.equals(Sandbox.local())) {
            return open(folder, options);
        }
        return open(folder, options, new Elsewhere(sandbox, directory), Time.ofSystem());
    }

    static JobStore open(Path folder, JobStoreOptions options, JobPlace place, Time time) {
        Objects.requireNonNull(options, "options");
        JobFiles files = JobFiles.in(Objects.requireNonNull(folder, "folder").toAbsolutePath());
        JobStore store = new JobStore(files, place, options, time);
        store.upkeep.begin();
        return store;
    }

    /**
     * Launch a command with {@link JobOptions#DEFAULT}.
     *
     * @param command what to run
     * @return the job, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left of it
     */
    public Job launch(Command command) {
        return launch(command, JobOptions.DEFAULT);
    }

    /**
     * Launch a command: in a session of its own, with no input, both streams in one log.
     *
     * @param command what to run
     * @param jobOptions how
     * @return the job, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left of it
     * @throws dev.curfew.diagnosis.SandboxGoneException if its place cannot be reached; if that was noticed when the command may have
     *     been started already, the store ends it as soon as the place can be reached again
     * @throws IllegalArgumentException if the command asks for a terminal, for separate errors, for a maximum silence,
     *     for files of a scope or for limits that need a cgroup, which no job has
     */
    public Job launch(Command command, JobOptions jobOptions) {
        Launches.check(command);
        return new Launches(files, place, time).launch(command, Objects.requireNonNull(jobOptions, "jobOptions"));
    }

    /**
     * {@return the job with a name, or empty if there is none}
     *
     * @param id the name: 12 hexadecimal digits
     */
    public Optional<Job> find(String id) {
        return files.isId(id) ? files.open(id, place).map(this::job).filter(JobStore::isLaunched) : Optional.empty();
    }

    private Job job(JobFiles.Opened opened) {
        return new Job(opened.folder(), opened.record(), place, time);
    }

    /**
     * {@return all jobs of this store that have not been deleted after their retention, in the order of their launch}
     *
     * <p>One whose record cannot be read is put aside: see {@link #corrupt()}.
     */
    public List<Job> jobs() {
        return all().stream().filter(JobStore::isLaunched).toList();
    }

    /** A launch that has failed is no job, even if it is not known yet whether it has left something. */
    private static boolean isLaunched(Job job) {
        return !job.state().isWithdrawn();
    }

    private List<Job> all() {
        return files.ids().stream()
                .flatMap(id -> files.open(id, place).stream())
                .map(this::job)
                .sorted(Comparator.comparing(Job::launched).thenComparing(Job::id))
                .toList();
    }

    /** {@return the jobs that run, in the order of their launch, whoever has launched them} */
    public List<Job> running() {
        return jobs().stream().filter(job -> job.status().isRunning()).toList();
    }

    /** {@return the jobs that run and were launched by another JVM, which may have crashed} */
    public List<Job> recovered() {
        return running().stream().filter(Job::isRecovered).toList();
    }

    /**
     * {@return the jobs that have ended and whose result was not acknowledged, in the order of their launch, whether somebody
     * has taken it or not}
     */
    public List<Job> pendingFollowUps() {
        return jobs().stream()
                .filter(job -> !job.isAcknowledged() && !job.status().isRunning())
                .toList();
    }

    /**
     * Take the result of a job that has ended and was not acknowledged. Of all threads in all JVMs that use this store
     * exactly one gets it, until it gives it back, its lease passes, or its JVM is gone.
     *
     * @return the result of the job that was launched first, or empty if there is none to take
     */
    public Optional<FollowUp> take() {
        for (Job job : pendingFollowUps()) {
            Takes takes = new Takes(job.folder(), time);
            Optional<FollowUp> taken = takes.take(options.lease()).map(number -> new FollowUp(job, takes, number));
            if (taken.isPresent() && !job.isAcknowledged()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** {@return the folders of jobs whose records could not be read, which are kept as they are} */
    public List<Path> corrupt() {
        return files.corrupt();
    }

    /**
     * End all jobs that run, and what jobs that have ended have left, all at once.
     *
     * @return what was done, and what is left
     */
    public KillReport killAll() {
        long begin = System.nanoTime();
        List<Job> living = all().stream().filter(job -> !job.state().isEmpty()).toList();
        living.forEach(Job::askToEnd);
        List<EndedTree> trees = new ArrayList<>();
        List<Survivor> survivors = new ArrayList<>();
        for (Job job : living) {
            KillReport report = job.awaitEnd(begin);
            trees.addAll(report.trees());
            survivors.addAll(report.survivors());
        }
        return new KillReport(Duration.ofNanos(System.nanoTime() - begin), trees, survivors, List.of());
    }

    /**
     * Delete jobs whose retention is over and what was left of launches that were cut short, and end what jobs have left whose
     * watcher was ended by somebody else. An open store does this when it is opened and every minute.
     *
     * @return how many jobs were deleted
     */
    public int prune() {
        return upkeep.run();
    }

    /** Let go of the store; its jobs go on. */
    @Override
    public void close() {
        upkeep.end();
    }

    @Override
    public String toString() {
        return "jobs in " + files.root();
    }

    static UncheckedIOException failed(String what, Path where, IOException cause) {
        return new UncheckedIOException(
                "Failed to " + what + " in the job store " + where + ": " + cause
                        + "; check that the folder is writable and the disk not full",
                cause);
    }
}
