package dev.curfew.job;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Detached;
import dev.curfew.session.Detached.Life;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Interprets the notes of one job. The meaning of a missing note depends on whether its writer is alive. A writer that
 * ended after the first look may have written the note before its end, so a missing note is looked for again.
 */
final class JobState {

    static final String EMPTY = "empty";
    static final String KILL = "kill";

    /** Present if the launch has failed: the job does not count, and must not run. */
    private static final String WITHDRAWN = "withdrawn";

    private static final Duration BUDGET_AFTER_GRACE = Duration.ofSeconds(10);
    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String REBOOTED = "its machine has been rebooted since";
    private static final String NEVER_RAN = "the JVM that launched it ended before it ran";
    private static final String NOT_LAUNCHED = "its launch failed";
    private static final String SIGNALED = "its watcher was signaled to end it";

    private final JobFolder folder;
    private final JobRecord record;
    private final JobHost place;
    private final Time time;

    JobState(JobFolder folder, JobRecord record, JobHost place, Time time) {
        this.folder = folder;
        this.record = record;
        this.place = place;
        this.time = time;
    }

    JobStatus status() {
        Optional<JobStatus.Ended> ended = ended();
        if (ended.isPresent()) {
            return ended.get();
        }
        place.bringNotes(folder);
        Optional<String> reason = whyLost();
        if (reason.isPresent()) {
            place.bringNotes(folder); // If the watcher has ended since, its note is there now.
        }
        ended = ended();
        if (ended.isEmpty() && reason.isPresent()) {
            folder.createOnce(EndNote.FILE, EndNote.lost(reason.get(), time.now()));
            ended = ended();
        }
        return ended.<JobStatus>map(end -> end)
                .orElseGet(() ->
                        new JobStatus.Running(watcher().map(WatcherNote::since).orElse(record.launched())));
    }

    private Optional<JobStatus.Ended> ended() {
        return folder.read(EndNote.FILE).map(text -> {
            try {
                String why = folder.read(KILL).map(String::strip).orElse(SIGNALED);
                return EndNote.parse(text, why);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Failed to read the status of job [" + record.id() + "]: " + e.getMessage() + "; see "
                                + folder.path().resolve(EndNote.FILE),
                        e);
            }
        });
    }

    Optional<WatcherNote> watcher() {
        if (!folder.has(WatcherNote.FILE)) {
            place.bringNotes(folder);
        }
        return folder.read(WatcherNote.FILE).flatMap(WatcherNote::parse);
    }

    private Optional<String> whyLost() {
        Optional<String> note = folder.read(WatcherNote.FILE);
        if (note.isEmpty()) {
            Life owner = Detached.lifeOf(record.owner());
            boolean abandoned = (isWithdrawn() || isOver(owner)) && place.forbidStart(folder);
            return abandoned ? Optional.of(owner == Life.REBOOTED ? REBOOTED : NEVER_RAN) : Optional.empty();
        }
        if (note.get().equals(WatcherNote.VOID)) {
            return Optional.of(NEVER_RAN);
        }
        Life life = note.flatMap(WatcherNote::parse).map(place::lifeOf).orElse(Life.REBOOTED);
        return switch (life) {
            case ALIVE, UNKNOWN -> Optional.empty();
            case ENDED -> Optional.of("its watcher ended before it reported the end of the job");
            case REBOOTED -> Optional.of(REBOOTED);
        };
    }

    private static boolean isOver(Life life) {
        return life == Life.ENDED || life == Life.REBOOTED;
    }

    /** {@return whether all processes of the job are known to have ended} */
    boolean isEmpty() {
        if (folder.has(EMPTY)) {
            return true;
        }
        place.bringNotes(folder);
        return folder.has(EMPTY);
    }

    /**
     * End the remaining processes of a job whose watcher is gone.
     *
     * @return the processes that could not be ended; empty if nothing is left, or the watcher is alive
     */
    List<ProcessIdentity> settle() {
        if (status().isRunning() || isEmpty()) {
            return List.of();
        }
        Life life = watcher().map(place::lifeOf).orElse(Life.REBOOTED);
        if (!isOver(life) || isEmpty()) {
            return List.of();
        }
        List<ProcessIdentity> left = life == Life.ENDED ? place.endLeft(record) : List.of();
        if (left.isEmpty()) {
            folder.createOnce(EMPTY, "0 0\n");
        }
        return left;
    }

    /** Request the end of the job without waiting for it. */
    void askToEnd(String reason) {
        if (status().isRunning()) {
            folder.createOnce(KILL, reason + "\n");
        }
        if (!isEmpty()) {
            watcher().filter(watcher -> place.lifeOf(watcher) == Life.ALIVE).ifPresent(place::askToEnd);
        }
    }

    JobFolder folder() {
        return folder;
    }

    boolean isWithdrawn() {
        return folder.has(WITHDRAWN);
    }

    /** Record that the launch has failed. */
    void withdraw() {
        folder.createOnce(WITHDRAWN, time.now().toEpochMilli() + "\n");
    }

    /**
     * Prevent the start of a job whose launch has failed, or end it if it is running.
     *
     * @return whether no process of it is left
     */
    boolean endWithdrawn() {
        long begin = System.nanoTime();
        askToEnd(NOT_LAUNCHED);
        settle();
        if (!isEmpty()) {
            awaitEnd(begin);
        }
        return isEmpty();
    }

    /** Wait for the requested end, and make sure that no process is left. */
    KillReport awaitEnd(long begin) {
        Duration budget = record.options().grace().plus(BUDGET_AFTER_GRACE);
        Uninterruptibly.await(Durations.nanos(budget), nanos -> await(nanos, () -> isEmpty() || isWatcherOver()));
        List<ProcessIdentity> left = isEmpty() ? List.of() : finish();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long pid = watcher().map(note -> note.command().pid()).orElse(0L);
        String[] counts = folder.read(EMPTY).orElse("0 0\n").strip().split(" ", -1);
        EndedTree tree = new EndedTree(record.name(), pid, Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
        return new KillReport(
                took, List.of(tree), left.stream().map(this::survivor).toList(), List.of());
    }

    private boolean isWatcherOver() {
        return watcher().map(place::lifeOf).filter(JobState::isOver).isPresent();
    }

    /** End the remaining processes: the watcher is gone without a final note, or does not respond. */
    private List<ProcessIdentity> finish() {
        List<ProcessIdentity> left = place.endLeft(record);
        if (left.isEmpty() && folder.has(KILL)) {
            folder.createOnce(EndNote.FILE, EndNote.killed(time.now()));
        }
        if (left.isEmpty()) {
            folder.createOnce(EMPTY, "0 0\n");
        }
        return left;
    }

    private Survivor survivor(ProcessIdentity identity) {
        return new Survivor(identity, place.name() + " job " + record.id(), record.name(), "could not be ended");
    }

    /**
     * Wait until the job has ended.
     *
     * @return whether it has
     * @throws InterruptedException if the thread is interrupted
     */
    boolean awaitStatus(Duration limit) throws InterruptedException {
        return await(Durations.nanos(limit), () -> !status().isRunning());
    }

    /** {@return whether the condition became true in time} */
    private static boolean await(long nanos, BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        for (long pause = SHORTEST_PAUSE; !condition.getAsBoolean(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
