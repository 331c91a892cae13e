package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.session.Detached;
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
        assertThat(curfew("sweep").out()).isEqualTo("Nothing to clean up: no JVM that is gone left anything\n");
    }

    @Test
    void removesContainersOfJvmsThatAreGone() {
        String owner = Detached.owner();
        String gone = owner.replaceFirst("^\\d+", "4199999");
        engine().lists("c1\t" + gone + "\timage:1\tExited\nc2\t" + owner + "\timage:2\tUp 2 seconds\n");

        Cli.Said said = curfew("sweep");

        assertThat(said.out()).isEqualTo("removed  container c1 of image:1 (docker)\n");
        assertThat(engine().calls()).contains("rm --force --volumes c1\n").doesNotContain("c2");
    }

    @Test
    void touchesNothingOfAJvmThatLives() {
        Harness harness = Harness.start(registry, temp);

        assertThat(curfew("sweep").out()).isEqualTo("Nothing to clean up: no JVM that is gone left anything\n");

        assertThat(Harness.isAlive(harness.child())).isTrue();
        assertThat(Harness.isAlive(harness.second())).isTrue();
    }
}
