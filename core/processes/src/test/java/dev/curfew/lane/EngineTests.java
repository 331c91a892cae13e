package dev.curfew.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.SandboxDriver;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTests {

    /** Not the whole script that removes a container by itself. */
    @Test
    void saysHowAPersonRemovesAContainer() {
        assertThat(new Engine("docker").removalByHand("curfew-1")).isEqualTo("docker rm --force --volumes curfew-1");
        assertThat(new Engine("podman", "big").removalByHand("curfew-1"))
                .isEqualTo("podman --connection big rm --force --volumes curfew-1");
    }

    /** A client that changes the terminal late has done so before it passes on the first line of input. */
    @Test
    void waitsForALineOnTerminalsOnly() {
        List<String> channel = List.of("guard", "lane");
        SandboxDriver driver = new AttachedDriver(new Engine("podman"), "curfew-1");

        assertThat(Drivers.exec(driver, channel, true).argv())
                .containsSequence("curfew-1", "sh", "-c", "read -r line; exec \"$@\"", "sh", "guard", "lane");
        assertThat(Drivers.exec(driver, channel, false).argv())
                .containsExactly("podman", "exec", "-i", "curfew-1", "guard", "lane");
    }
}
