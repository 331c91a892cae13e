package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

/** Whether the lost commit is back. */
@VerifiesEpisode
class GitChecks {

    @Test
    void hasTheNovel(Verification episode) {
        assertThat(episode.start(Command.of("git", "show", "HEAD:novel"))).prints("dark and stormy");
    }

    @Test
    void hasACleanWorkingTree(Verification episode) {
        assertThat(episode.run(Command.of("git", "diff", "--quiet", "HEAD"))).isSuccess();
    }

    @Test
    void isSound(Verification episode) {
        assertThat(episode.run(Command.of("git", "fsck", "--strict"))).isSuccess();
    }
}
