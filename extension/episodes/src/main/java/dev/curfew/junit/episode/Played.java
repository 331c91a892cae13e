package dev.curfew.junit.episode;

import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.junit.episode.evidence.EpisodeEvidence;
import dev.curfew.junit.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The episode of a test. JUnit closes it if no callback has ended it.
 *
 * @param injected the parameter of the test: the episode, or its result
 * @param episode the episode if the test acts in it, else {@code null}
 * @param end ends the episode, and returns its result
 * @param evidence the settings for evidence
 */
record Played(Object injected, @Nullable Episode episode, Supplier<EpisodeResult> end, EvidenceSettings evidence)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static Played run(EpisodeCase source, long seed, EvidenceSettings evidence) {
        EpisodeResult result = Episode.run(source.task(), source::agent, seed);
        return new Played(result, null, () -> result, evidence);
    }

    static Played open(EpisodeCase source, long seed, EvidenceSettings evidence) {
        Episode episode = Episode.open(source.task(), seed);
        return new Played(episode, episode, episode::end, evidence);
    }

    /**
     * End the episode, after its test.
     *
     * @param context the test
     * @throws LeftBehindException if a process or a file is left
     */
    void end(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException()
                .filter(thrown -> evidence.wanted() && !(thrown instanceof TestAbortedException));
        if (episode != null) {
            Evidence processes = Evidence.of(name(context), List.of(episode.processes()));
            failure.ifPresent(thrown -> processes.addTo(thrown, context, evidence.directory()));
        }
        EpisodeResult result = end.get();
        failure.ifPresent(
                thrown -> EpisodeEvidence.of(name(context), result).addTo(thrown, context, evidence.directory()));
        requireClean(result);
    }

    private static void requireClean(EpisodeResult result) {
        if (!result.report().isClean()) {
            throw new LeftBehindException(result.report());
        }
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName() + "() " + context.getDisplayName();
    }

    @Override
    public void close() {
        requireClean(end.get());
    }
}
