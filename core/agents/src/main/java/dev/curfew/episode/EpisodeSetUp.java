package dev.curfew.episode;

import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.Time;
import java.time.Instant;

/** Sets up episodes. */
final class EpisodeSetUp {

    private EpisodeSetUp() {}

    /** Set up an episode. If that fails, the failure is thrown, and nothing is left behind. */
    static Episode open(Task task, long seed, RegistryOptions options) {
        Instant began = Instant.now();
        long nanos = System.nanoTime();
        EpisodeEnvironment environment = new EpisodeEnvironment(task, seed, options);
        try {
            environment.reset();
            return new Episode(task, seed, environment, began, Time.ofSystem().since(nanos));
        } catch (RuntimeException | Error e) {
            environment.end();
            throw e;
        }
    }

    /** Set up an episode. If that fails, the failure is the outcome of the episode. */
    static Episode attempt(Task task, long seed, RegistryOptions options) {
        Instant began = Instant.now();
        long nanos = System.nanoTime();
        EpisodeEnvironment environment = new EpisodeEnvironment(task, seed, options);
        try {
            environment.reset();
            return new Episode(task, seed, environment, began, Time.ofSystem().since(nanos));
        } catch (RuntimeException e) {
            Episode episode =
                    new Episode(task, seed, environment, began, Time.ofSystem().since(nanos));
            episode.stop(outcomeOf(e));
            return episode;
        } catch (Error e) {
            environment.end();
            throw e;
        }
    }

    private static Outcome outcomeOf(RuntimeException e) {
        if (e instanceof SandboxUnavailableException || e instanceof SandboxGoneException) {
            return new Outcome.SandboxFailed(((CurfewException) e).diagnosis().render());
        }
        if (e instanceof InterruptedWaitException) {
            return new Outcome.Abandoned("its thread was interrupted");
        }
        return new Outcome.SetUpFailed(e instanceof CurfewException ? e.getMessage() + "" : e.toString());
    }
}
