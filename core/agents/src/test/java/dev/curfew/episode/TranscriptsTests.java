package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsTests {

    private static final EpisodeKey KEY = new EpisodeKey("fix-it", 3, 99);

    @TempDir
    Path folder;

    private static FinishedEpisode episode(int exchanges) {
        Exchange[] transcript = IntStream.rangeClosed(1, exchanges)
                .mapToObj(turn -> new Exchange(turn, "{}", "{\"n\":" + turn + "}", Duration.ofMillis(2)))
                .toArray(Exchange[]::new);
        return Finished.of(KEY, new Outcome.Finished(), Reward.of(1), transcript);
    }

    @Test
    void writesALineForEachExchange() {
        new Transcripts(folder.resolve("new"), 10_000).write(episode(2));

        assertThat(folder.resolve("new/fix-it-3.jsonl")).hasContent("""
                        {"turn":1,"took_ms":2.0,"call":"{}","answer":"{\\"n\\":1}"}
                        {"turn":2,"took_ms":2.0,"call":"{}","answer":"{\\"n\\":2}"}
                        """);
    }

    @Test
    void saysHowManyExchangesItLeavesOut() {
        new Transcripts(folder, 200).write(episode(50));

        assertThat(folder.resolve("fix-it-3.jsonl")).content().hasLineCount(4).endsWith("{\"omitted\":47}\n");
    }

    @Test
    void namesFilesAsEveryFileSystemLikesIt() {
        assertThat(Transcripts.nameOf(new EpisodeKey("../a b", 0, 0))).matches("_\\.\\._a_b-[0-9a-f]+-0\\.jsonl");
        assertThat(Transcripts.nameOf(new EpisodeKey("a/b", 0, 0)))
                .isNotEqualTo(Transcripts.nameOf(new EpisodeKey("a?b", 0, 0)));
    }
}
