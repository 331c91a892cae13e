package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

/** Whether the program is installed, with the password that was asked for. */
@VerifiesEpisode
class InstallerChecks {

    @Test
    void isInstalled(Verification episode) {
        assertThat(episode.start(Command.of("cat", "app/config"))).prints("password=open sesame");
    }
}
