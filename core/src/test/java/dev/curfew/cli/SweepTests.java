package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SweepTests extends CliTestCase {

    @Test
    void endsAndDeletesWhatAJvmHasLeftThatIsGone() throws Exception {
        Harness harness = Harness.start(registry, temp);
        Path session = harness.session();
        harness.crash(registry);

        Cli.Said said = curfew("sweep");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("ended    pid " + harness.child() + ": sleep 3000\n")
                .contains("ended    pid " + harness.second() + ": sleep 4000\n")
                .contains("deleted  " + session + "\n")
                .contains("API_TOKEN=[redacted]");
        assertThat(Harness.isAlive(harness.first())).isFalse();
        assertThat(Harness.isAlive(harness.child())).isFalse();
        assertThat(Harness.isAlive(harness.second())).isFalse();
        assertThat(session).doesNotExist();
        assertThat(curfew("sweep").out()).isEqualTo("Nothing was left by a JVM that is gone\n");
    }

    @Test
    void touchesNothingOfAJvmThatLives() {
        Harness harness = Harness.start(registry, temp);

        assertThat(curfew("sweep").out()).isEqualTo("Nothing was left by a JVM that is gone\n");

        assertThat(Harness.isAlive(harness.child())).isTrue();
        assertThat(Harness.isAlive(harness.second())).isTrue();
    }
}
