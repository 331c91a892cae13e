package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.ResourceUse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodesReportTests {

    private static FinishedEpisode episode(String task, int index, Reward reward, Duration took, KillReport report) {
        EpisodeResult result = new EpisodeResult(
                task,
                index,
                1,
                index == 3 ? new Outcome.LimitReached("2 turns") : new Outcome.Finished(),
                reward,
                1,
                new EpisodeResult.Timing(Instant.EPOCH, Duration.ZERO, took, Duration.ZERO, Duration.ZERO),
                new EpisodeResult.Usage(1, 1, 1, new ResourceUse(Duration.ofMillis(500), (index + 1) * 1_000_000L)),
                List.of(),
                report);
        return new FinishedEpisode(new EpisodeKey(task, index, index), "local", result);
    }

    private static EpisodesReport report() {
        KillReport clean = new KillReport(Duration.ZERO, List.of(), List.of(), List.of());
        Survivor survivor = new Survivor(new ProcessIdentity(12, 34), "sleep 9", "agent", "it is not ours");
        UnprunedFile file = new UnprunedFile(Path.of("/tmp/x"), "a mount");
        KillReport left = new KillReport(Duration.ZERO, List.of(), List.of(survivor), List.of(file));
        List<FinishedEpisode> all = new ArrayList<>();
        all.add(episode("a", 0, Reward.of(1), Duration.ofSeconds(1), clean));
        all.add(episode("a", 1, Reward.of(0.5), Duration.ofSeconds(2), clean));
        all.add(episode("b", 2, Reward.missing("pid 17 died"), Duration.ofSeconds(3), clean));
        all.add(episode("b", 3, Reward.missing("pid 18 died"), Duration.ofSeconds(10), left));
        return new EpisodesReport(
                6,
                all,
                1,
                List.of(new EpisodeKey("a", 4, 4)),
                List.of(new EpisodeKey("a", 5, 5)),
                Duration.ofSeconds(30),
                Optional.of("the deadline of 30 s has passed"),
                List.of("a note"),
                1);
    }

    @Test
    void isReadableByAPerson() {
        assertThat(report().render()).isEqualTo("""
                        4 of 6 episodes finished in 30 s
                          stopped:      the deadline of 30 s has passed
                          resumed:      1 were finished by earlier runs
                          abandoned:    1
                          not begun:    1
                          outcomes:     3 finished, 1 limit_reached
                          solved:       1 of 2, 50.0 % (9.5 to 90.5)
                          reward:       0.750 on average
                          no reward:    2x pid # died
                          durations:    median 2 s, 90 % 10 s, 99 % 10 s, longest 10 s
                          used:         2 s of CPU time, 4.0 MB by the largest process
                          rate:         6.0 episodes a minute
                          tasks:        a: 1 of 2, 50.0 % (9.5 to 90.5)
                          tasks:        b: 0 of 0, 0.0 % (0.0 to 100.0)
                          left behind:  b[3]: pid 12, started by [agent], it is not ours: sleep 9
                          left behind:  b[3]: file /tmp/x: a mount
                          notes:        a note""");
    }

    @Test
    void isReadableByAProgram() {
        assertThat(report().json())
                .contains("\"planned\" : 6", "\"mean_reward\" : 0.75", "\"pid # died\" : 2", "\"p50\" : 2000.0")
                .contains("\"cpu_ms\" : 2000.0", "\"memory_bytes\" : 4000000")
                .contains("\"stopped\" : \"the deadline of 30 s has passed\"");
    }

    @Test
    void estimatesARateAfterWilson() {
        EpisodesSummary.Rate rate = new EpisodesSummary.Rate(7, 10);

        assertThat(rate.low()).isCloseTo(0.397, within(0.001));
        assertThat(rate.high()).isCloseTo(0.892, within(0.001));
        assertThat(new EpisodesSummary.Rate(0, 10).low()).isCloseTo(0, within(1e-9));
        assertThat(new EpisodesSummary.Rate(10, 10).high()).isCloseTo(1, within(1e-9));
    }
}
