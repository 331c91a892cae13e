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
import org.apiguardian.api.API;

/**
 * Launches jobs, which are commands that outlive this JVM, and keeps their results in a directory. Any number of JVMs
 * may use the same directory, concurrently or one after another, and may be killed at any time.
 *
 * <pre>{@code
 * try (JobStore jobs = JobStore.open(Path.of("jobs"))) {
 *     jobs.launch(Command.shell("make nightly"), JobOptions.DEFAULT.withLabel("nightly"));
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
 * <p>Neither closing a store nor the end of the JVM ends a job; {@link #stopAll()} does. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JobStore implements AutoCloseable {

    private final JobFiles files;
    private final JobHost place;
    private final JobStoreOptions options;
    private final Time time;
    private final Maintenance maintenance;

    private JobStore(JobFiles files, JobHost place, JobStoreOptions options, Time time) {
        this.files = files;
        this.place = place;
        this.options = options;
        this.time = time;
        this.maintenance = new Maintenance(files, this::all, place, options, time);
    }

    /**
     * {@return the store in a directory, with {@link JobStoreOptions#DEFAULT}}
     *
     * @param folder the directory, which is created if necessary, accessible only to this user
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    public static JobStore open(Path folder) {
        return open(folder, JobStoreOptions.DEFAULT);
    }

    /**
     * {@return the store in a directory}
     *
     * @param folder the directory, which is created if necessary, accessible only to this user
     * @param options the options of the store
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    public static JobStore open(Path folder, JobStoreOptions options) {
        return open(folder, options, new LocalJobs(), Time.ofSystem());
    }

    /**
     * {@return the store in a directory, whose jobs are launched, watched and recorded in a sandbox}
     *
     * <p>Claims of results are recorded in the directory of this machine. Status and output are fetched from the
     * sandbox when requested; it is an error if the sandbox cannot be reached.
     *
     * @param folder the directory of this machine, which is created if necessary, accessible only to this user
     * @param options the options of the store
     * @param sandbox where jobs run: a host, an existing container or pod, or a prefix; it must outlive this JVM
     * @param directory the absolute path of a directory in the sandbox for the files of the jobs, which is created if
     *     necessary
     * @throws IllegalArgumentException if the sandbox does not outlive this JVM, or the path is not absolute
     * @throws java.io.UncheckedIOException if the directory of this machine cannot be created
     */
    public static JobStore open(Path folder, JobStoreOptions options, Sandbox sandbox, String directory) {
        if (sandbox.equals(Sandbox.local())) {
            return open(folder, options);
        }
        return open(folder, options, new RemoteJobs(sandbox, directory), Time.ofSystem());
    }

    static JobStore open(Path folder, JobStoreOptions options, JobHost place, Time time) {
        Objects.requireNonNull(options, "options");
        JobFiles files = JobFiles.in(Objects.requireNonNull(folder, "folder").toAbsolutePath());
        JobStore store = new JobStore(files, place, options, time);
        store.maintenance.begin();
        return store;
    }

    /**
     * Launch a command with {@link JobOptions#DEFAULT}.
     *
     * @param command what to run
     * @return the running job
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     */
    public Job launch(Command command) {
        return launch(command, JobOptions.DEFAULT);
    }

    /**
     * Launch a command, in its own session, with empty input, and with both output streams in one log.
     *
     * @param command what to run
     * @param jobOptions the options of the job
     * @return the running job
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached; if the command may have been
     *     started before that was noticed, the store ends it as soon as the sandbox can be reached again
     * @throws IllegalArgumentException if the command requires what jobs do not support: a terminal, separate errors, a
     *     maximum silence, files of a scope, or limits that need a cgroup
     */
    public Job launch(Command command, JobOptions jobOptions) {
        Launches.check(command);
        return new Launches(files, place, time).launch(command, Objects.requireNonNull(jobOptions, "jobOptions"));
    }

    /**
     * {@return the job with an id, or empty if there is none}
     *
     * @param id the id: 12 hexadecimal digits
     */
    public Optional<Job> find(String id) {
        return files.isId(id) ? files.open(id, place).map(this::job).filter(JobStore::isLaunched) : Optional.empty();
    }

    private Job job(JobFiles.Opened opened) {
        return new Job(opened.folder(), opened.record(), place, time);
    }

    /**
     * {@return all jobs of this store, in the order of their launch, except those deleted after their retention}
     *
     * <p>A job whose record cannot be read is moved aside: see {@link #corrupt()}.
     */
    public List<Job> jobs() {
        return all().stream().filter(JobStore::isLaunched).toList();
    }

    /** A failed launch does not count as a job, even if it is not known yet whether processes of it are left. */
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

    /** {@return the running jobs, in the order of their launch, regardless of the JVM that launched them} */
    public List<Job> running() {
        return jobs().stream().filter(job -> job.status().isRunning()).toList();
    }

    /** {@return the running jobs that were launched by another JVM, which may have crashed} */
    public List<Job> recovered() {
        return running().stream().filter(Job::isRecovered).toList();
    }

    /**
     * {@return the jobs that have ended and whose result was not acknowledged, in the order of their launch, including
     * those whose result is claimed}
     */
    public List<Job> pendingFollowUps() {
        return jobs().stream()
                .filter(job -> !job.isAcknowledged() && !job.status().isRunning())
                .toList();
    }

    /**
     * Claim the result of a job that has ended and was not acknowledged. Of all threads in all JVMs that use this
     * store, exactly one gets it, until it gives it back, its lease expires, or its JVM ends.
     *
     * @return the result of the job that was launched first, or empty if there is none to claim
     */
    public Optional<FollowUp> take() {
        for (Job job : pendingFollowUps()) {
            Claims claims = new Claims(job.folder(), time);
            Optional<FollowUp> taken = claims.take(options.lease()).map(number -> new FollowUp(job, claims, number));
            if (taken.isPresent() && !job.isAcknowledged()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** {@return the directories of jobs whose records could not be read, which are kept unchanged} */
    public List<Path> corrupt() {
        return files.corrupt();
    }

    /**
     * Stop all running jobs and all remaining processes of finished jobs, all at the same time, as {@link Job#stop()}
     * does.
     *
     * @return what was done, and what is left
     */
    public KillReport stopAll() {
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
     * Delete the jobs whose retention has expired and the remains of interrupted launches, and end the remaining
     * processes of jobs whose watcher was ended by an unrelated process. An open store does this when it is opened and
     * every minute.
     *
     * @return how many jobs were deleted
     */
    public int prune() {
        return maintenance.run();
    }

    /** Close this store; its jobs keep running. */
    @Override
    public void close() {
        maintenance.end();
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
