package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTests {

    private final FakeTime time = new FakeTime();
    private final StringBuilder out = new StringBuilder();

    private static EpisodesProgress progress(int done, String held) {
        return new EpisodesProgress(10, done, 1, 2, 3, 1, Duration.ofSeconds(30), held);
    }

    @Test
    void saysInOneLineHowFarItIs() {
        assertThat(progress(5, "memory is short").line())
                .isEqualTo("episodes 5/10, 2 running, 3 solved, 1 without reward, 1 resumed, 8/min, 30 s,"
                        + " held: memory is short");
        assertThat(new EpisodesProgress(10, 0, 0, 0, 0, 0, Duration.ZERO, "").line())
                .isEqualTo("episodes 0/10, 0 running, 0 solved, 0 ms");
    }

    @Test
    void rewritesItsLineOnATerminalAndCutsIt() {
        ProgressLine line = new ProgressLine(out, 20, Duration.ofMillis(100), time);

        line.progress(progress(1, ""));
        line.progress(progress(2, ""));
        time.pass(Duration.ofMillis(100));
        line.progress(progress(3, ""));
        line.finished(report());

        assertThat(out)
                .hasToString(
                        "\r\u001b[Kepisodes 1/10, 2 ru\r\u001b[Kepisodes 3/10, 2 ru\r\u001b[Kepisodes 0/10 finis\n");
    }

    @Test
    void writesALineNowAndThenInALog() {
        ProgressLine line = new ProgressLine(out, 0, Duration.ofSeconds(10), time);

        line.progress(progress(1, ""));
        line.progress(progress(2, ""));
        time.pass(Duration.ofSeconds(10));
        line.progress(progress(3, ""));
        line.progress(progress(10, ""));
        line.finished(report());

        assertThat(out.toString().lines())
                .hasSize(4)
                .last()
                .isEqualTo("episodes 0/10 finished in 5 s, stopped: it was late");
    }

    private static EpisodesReport report() {
        return new EpisodesReport(
                10,
                List.of(),
                0,
                List.of(),
                List.of(),
                Duration.ofSeconds(5),
                Optional.of("it was late"),
                List.of(),
                1);
    }
}
