package dev.curfew.junit.episode;

import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.episode.Verifier;
import java.util.List;

/** Episodes of an agent that does nothing. */
final class Judged {

    private Judged() {}

    static Reward by(Class<?>... testClasses) {
        return by(JUnitVerifier.of(testClasses));
    }

    static Reward by(Verifier verifier) {
        return run(task(verifier), 1).reward();
    }

    static Task task(Verifier verifier) {
        return Task.of("nothing", "Do nothing").withVerifier(verifier);
    }

    static EpisodeResult run(Task task, long seed) {
        return Episode.run(task, (ignored, alsoIgnored) -> observation -> List.of(), seed);
    }
}
