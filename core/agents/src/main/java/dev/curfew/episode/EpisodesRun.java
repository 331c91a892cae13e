package dev.curfew.episode;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Threads;
import dev.curfew.internal.Uninterruptibly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A single run of many episodes: its threads, its results file, and its end. */
final class EpisodesRun {

    private static final String SHUTDOWN = "the JVM is shutting down";

    private final EpisodesSettings settings;
    private final Agent.Factory agents;
    private final RunPlan plan;
    private final RunState state;
    private final Scheduler scheduler;
    private final Audience audience;
    private final Budget budget;
    private final Optional<Transcripts> transcripts;
    private final List<Thread> workers = new ArrayList<>();
    private Optional<ResultsFile> file = Optional.empty();

    EpisodesRun(EpisodesSettings settings, Agent.Factory agents) {
        this.settings = settings;
        this.agents = agents;
        this.plan = settings.plan();
        this.state = new RunState(settings, plan);
        this.scheduler = new Scheduler(settings, plan, state);
        this.audience = new Audience(settings.listeners, state::note);
        this.budget = new Budget(settings.budget, settings.cost);
        this.transcripts = settings.keptTranscripts();
    }

    EpisodesReport run() {
        file = Optional.ofNullable(settings.results).map(path -> ResultsFile.open(path, plan));
        try {
            file.ifPresent(found -> {
                found.notes().forEach(state::note);
                state.resume(found.earlier());
                scheduler.leaveOut(found.earlier());
                found.earlier().forEach(this::spend);
            });
            work();
        } finally {
            file.ifPresent(ResultsFile::close);
        }
        EpisodesReport report = state.report(scheduler.stopped());
        audience.tell(listener -> listener.finished(report));
        return report;
    }

    private void work() {
        Runnable noDeadline = settings.deadline == null ? () -> {} : stopAfter(settings.deadline);
        Thread hook = new Thread(() -> stop(SHUTDOWN), "curfew episodes at shutdown");
        boolean isHooked = hook(hook);
        try {
            tellProgress();
            startWorkers();
            awaitWorkers();
        } finally {
            noDeadline.run();
            if (isHooked) {
                unhook(hook);
            }
        }
    }

    private Runnable stopAfter(Duration deadline) {
        return settings.time.after(deadline, () -> stop("the deadline of " + Durations.text(deadline) + " has passed"));
    }

    /**
     * Register a shutdown hook. The end of an episode during a shutdown says nothing about its agent; it must run
     * again.
     */
    private boolean hook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            stop(SHUTDOWN);
            return false;
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook is running.
            return;
        }
    }

    private void startWorkers() {
        int count = Math.min(settings.workers(), scheduler.left());
        for (int i = 1; i <= count && scheduler.stopped().isEmpty(); i++) {
            synchronized (workers) {
                workers.add(Threads.start("curfew episodes " + i, this::workOff));
            }
        }
    }

    private void awaitWorkers() {
        try {
            for (Thread worker : startedWorkers()) {
                worker.join();
            }
        } catch (InterruptedException e) {
            stop("the thread of the run was interrupted");
            startedWorkers().forEach(EpisodesRun::awaitEnd);
            Thread.currentThread().interrupt();
        }
    }

    /** Wait for a worker without a limit; the end of an episode is limited in time itself. */
    private static void awaitEnd(Thread worker) {
        Uninterruptibly.await(Long.MAX_VALUE, nanos -> {
            worker.join(TimeUnit.NANOSECONDS.toMillis(nanos));
            return !worker.isAlive();
        });
    }

    private List<Thread> startedWorkers() {
        synchronized (workers) {
            return List.copyOf(workers);
        }
    }

    /** Stop all workers at the same time; each ends its own episode. */
    private void stop(String reason) {
        scheduler.stop(reason);
        startedWorkers().forEach(Thread::interrupt);
        tellProgress();
    }

    private void workOff() {
        for (Turn turn = next(); turn != null; turn = next()) {
            take(turn);
        }
    }

    private @Nullable Turn next() {
        try {
            return scheduler.next(this::tellProgress);
        } catch (InterruptedException e) {
            return null; // The run was stopped.
        }
    }

    private void take(Turn turn) {
        audience.tell(listener -> listener.began(turn.key(), turn.attempt(), turn.placeName()));
        tellProgress();
        FinishedEpisode episode = turn.play(settings, agents);
        spend(episode);
        // An interrupt only serves to stop the run. Clear it, so that the result can be recorded.
        Thread.interrupted();
        if (scheduler.isFinished(turn, episode)) {
            keep(turn, episode);
        }
        tellProgress();
    }

    private void spend(FinishedEpisode episode) {
        budget.spend(episode.result()).ifPresent(scheduler::finishUp);
    }

    private void keep(Turn turn, FinishedEpisode episode) {
        try {
            transcripts.ifPresent(kept -> kept.write(episode));
            file.ifPresent(results -> results.append(episode));
        } catch (ResultsException e) {
            state.abandon(turn.key());
            stop(e.diagnosis().render());
            return;
        }
        state.finish(episode);
        audience.tell(listener -> listener.ended(episode));
    }

    private void tellProgress() {
        audience.tell(listener -> listener.progress(scheduler.progress()));
    }
}
