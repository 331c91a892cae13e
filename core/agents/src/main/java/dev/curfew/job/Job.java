package dev.curfew.job;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Detached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A command that outlives the JVM that launched it. Its entire state is on disk, so handles in several JVMs agree.
 * Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class Job {

    static final String ACKNOWLEDGED = "acknowledged";

    private static final int OUTPUT_BYTES = 16_000;

    private final JobFolder folder;
    private final JobRecord record;
    private final JobHost place;
    private final JobState state;
    private final Time time;

    Job(JobFolder folder, JobRecord record, JobHost place, Time time) {
        this.folder = folder;
        this.record = record;
        this.place = place;
        this.time = time;
        this.state = new JobState(folder, record, place, time);
    }

    JobState state() {
        return state;
    }

    JobFolder folder() {
        return folder;
    }

    /** {@return its id in the store: 12 hexadecimal digits} */
    public String id() {
        return record.id();
    }

    /** {@return the label given at its launch; may be empty} */
    public String label() {
        return record.options().label();
    }

    /** {@return the name of the command, for messages} */
    public String name() {
        return record.name();
    }

    /** {@return the program and its arguments} */
    public List<String> argv() {
        return record.argv();
    }

    /** {@return the time of the launch} */
    public Instant launched() {
        return record.launched();
    }

    /** {@return the options of this job} */
    public JobOptions options() {
        return record.options();
    }

    /** {@return whether it was launched by another JVM} */
    public boolean isRecovered() {
        return !record.owner().equals(Detached.owner());
    }

    /**
     * {@return the pid and start time of the command in its sandbox, or empty if it has not started; kept after its
     * end}
     */
    public Optional<ProcessIdentity> identity() {
        return state.watcher().map(WatcherNote::command).filter(command -> command.pid() > 0);
    }

    /**
     * {@return the current status}
     *
     * @throws java.io.UncheckedIOException if the status cannot be read, for example because the job was deleted after
     *     its retention
     */
    public JobStatus status() {
        return state.status();
    }

    /**
     * Wait until the job ends.
     *
     * @param timeout how long to wait, longer than zero
     * @return how it ended
     * @throws WaitTimeoutException if it does not end in time; it keeps running
     * @throws InterruptedWaitException if the thread is interrupted
     */
    public ExitStatus waitFor(Duration timeout) {
        Check.positive(timeout, "timeout");
        try {
            if (!state.awaitStatus(timeout)) {
                throw new WaitTimeoutException(diagnosis(
                        "Timed out waiting for the end of job [" + id() + "] after " + Durations.text(timeout)));
            }
        } catch (InterruptedException e) {
            throw new InterruptedWaitException(
                    diagnosis("Interrupted while waiting for the end of job [" + id() + "]"), e);
        }
        return status().exit().orElseThrow();
    }

    /** {@return the first 8,000 and the last 8,000 bytes of the output, which includes standard error} */
    public JobOutput output() {
        return output(OUTPUT_BYTES);
    }

    /**
     * {@return the beginning and the end of the output, which includes standard error}
     *
     * @param maxBytes the maximum number of bytes, half of them from the beginning; at least 2
     */
    public JobOutput output(int maxBytes) {
        Check.argument(maxBytes > 1, "maxBytes must be at least 2", maxBytes);
        place.bringOutput(folder);
        return new JobLog(folder).headAndTail(maxBytes, state.watcher().isPresent());
    }

    /**
     * {@return a part of the output; it begins at the offset, or later if the bytes at the offset were dropped from the
     * log}
     *
     * <p>To continue where another JVM has stopped, begin at the {@link JobChunk#next()} of its last chunk.
     *
     * @param offset where to begin, in bytes from the beginning of the output
     * @param maxBytes the maximum number of bytes; at least 4, the length of the longest character
     */
    public JobChunk outputFrom(long offset, int maxBytes) {
        Check.argument(offset >= 0, "offset must not be negative", offset);
        Check.argument(maxBytes > 3, "maxBytes must be at least 4", maxBytes);
        place.bringOutput(folder);
        try {
            JobLog.Part part = new JobLog(folder).from(offset, maxBytes);
            byte[] whole = Characters.wholeUpToEnd(part.bytes());
            String text = new String(whole, StandardCharsets.UTF_8);
            return new JobChunk(text, part.offset() + whole.length, part.offset() - offset);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read the output of job [" + id() + "] in " + folder.path(), e);
        }
    }

    /**
     * Stop the job and all its descendants: SIGTERM, the grace period, then SIGKILL. When this method returns, none of
     * them is alive, or the report says which are. A job that was running is then killed and acknowledged, because its
     * result needs no further attention. The status of a job that had ended does not change. May be
     * called repeatedly.
     *
     * @return what was done, and what is left
     */
    public KillReport stop() {
        long begin = System.nanoTime();
        askToEnd();
        return awaitEnd(begin);
    }

    void askToEnd() {
        state.askToEnd("Job.stop() was called");
    }

    KillReport awaitEnd(long begin) {
        KillReport report = state.awaitEnd(begin);
        if (state.status().exit().orElse(null) instanceof ExitStatus.Killed) {
            acknowledge();
        }
        return report;
    }

    /**
     * Record that its result needs no more attention.
     *
     * @return whether this was the first acknowledgment
     * @throws IllegalStateException if it has not ended
     */
    public boolean acknowledge() {
        if (state.status().isRunning()) {
            throw new IllegalStateException("Failed to acknowledge job [" + id() + "]: it " + status().describe()
                    + "; wait for its end, or stop it");
        }
        return folder.createOnce(ACKNOWLEDGED, time.now().toEpochMilli() + "\n");
    }

    /** {@return whether its result was acknowledged} */
    public boolean isAcknowledged() {
        return folder.has(ACKNOWLEDGED);
    }

    /** {@return when its result was acknowledged, or empty if it was not} */
    Optional<Instant> acknowledged() {
        return folder.read(ACKNOWLEDGED)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    /** {@return its status, command and output as text for people} */
    public String summary() {
        String output = output().text();
        return "Job [" + id() + "] " + status().describe() + "\n$ " + Command.of(argv()) + "\n"
                + (output.isEmpty() ? "(no output)" : output);
    }

    private Diagnosis diagnosis(String headline) {
        return Diagnosis.of(headline)
                .with("state", status().describe())
                .with("command", Command.of(argv()).toString())
                .with("output", output().text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Job job && folder.equals(job.folder);
    }

    @Override
    public int hashCode() {
        return Objects.hash(folder);
    }

    @Override
    public String toString() {
        return "job " + id() + " [" + name() + "]" + (label().isEmpty() ? "" : " for " + label());
    }
}
