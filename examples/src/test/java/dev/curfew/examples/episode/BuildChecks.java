package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.junit.episode.Weight;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

/** Whether the build works, with numbers that the agent has not seen too. */
@VerifiesEpisode
class BuildChecks {

    @Test
    void hasTheRightReport(Verification episode) {
        assertThat(episode.run(Command.of("grep", "-qx", "total 42", "shop/report.txt")))
                .isSuccess();
    }

    @Test
    @Weight(3)
    void buildsOtherNumbersToo(Verification episode) {
        String build = "cd shop && echo 'figs 100' >> sales.txt && make -B >&2 && cat report.txt";

        assertThat(episode.start(Command.shell(build).separateErrors()))
                .prints("total 142")
                .exits()
                .successfully();
    }
}
