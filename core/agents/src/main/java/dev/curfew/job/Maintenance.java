package dev.curfew.job;

import dev.curfew.internal.Time;
import dev.curfew.session.Detached;
import dev.curfew.session.Detached.Life;
import dev.curfew.session.FolderPruner;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maintains an open store periodically: deletes expired jobs, and ends remaining processes. */
final class Maintenance {

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final JobFiles files;
    private final Supplier<List<Job>> jobs;
    private final JobHost place;
    private final JobStoreOptions options;
    private final Time time;
    private @Nullable Runnable planned;
    private volatile boolean ended;

    /** Held during maintenance, so that none is in progress after the end. */
    private final Object work = new Object();

    Maintenance(JobFiles files, Supplier<List<Job>> jobs, JobHost place, JobStoreOptions options, Time time) {
        this.files = files;
        this.jobs = jobs;
        this.place = place;
        this.options = options;
        this.time = time;
    }

    void begin() {
        plan(Duration.ZERO);
    }

    private synchronized void plan(Duration delay) {
        if (!ended) {
            planned = time.after(delay, this::runAndPlan);
        }
    }

    private void runAndPlan() {
        try {
            synchronized (work) {
                run();
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The maintenance of {0} was aborted: {1}", files.root(), e.getMessage());
        } finally {
            plan(INTERVAL);
        }
    }

    /** Wait for maintenance in progress, which stops before the next job. */
    void end() {
        ended = true;
        synchronized (work) {
            forgetPlan();
        }
    }

    private synchronized void forgetPlan() {
        if (planned != null) {
            planned.run();
        }
    }

    /** {@return the number of deleted jobs} */
    int run() {
        removeWaste();
        int removed = 0;
        for (Job job : jobs.get()) {
            if (ended) {
                break;
            }
            if (job.state().isWithdrawn()) {
                files.removeWithdrawn(job.state(), place);
                continue;
            }
            var left = job.state().settle();
            if (!left.isEmpty()) {
                LOGGER.log(Level.WARNING, "{0} has left processes that cannot be ended: {1}", job, left);
            }
            if (isOver(job)) {
                place.remove(job.folder());
                removed += files.remove(job.folder()) ? 1 : 0;
            }
        }
        return removed;
    }

    private boolean isOver(Job job) {
        Instant kept = time.now().minus(options.retention());
        return job.acknowledged().filter(at -> !at.isAfter(kept)).isPresent()
                && job.state().isEmpty();
    }

    private void removeWaste() {
        files.names(files.waste())
                .forEach(name -> FolderPruner.prune(files.waste().resolve(name)));
        for (String name : files.names(files.drafts())) {
            Life owner = Detached.lifeOf(name.substring(name.indexOf('@') + 1));
            if (owner == Life.ENDED || owner == Life.REBOOTED) {
                Path draft = files.drafts().resolve(name);
                FolderPruner.prune(draft);
            }
        }
    }
}
