package dev.curfew.lane;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** What changes a terminal late has done so before it passes on the knock. */
    @Test
    void knocksOnTerminalsOnly() {
        List<String> lane = List.of("guard", "lane");

        assertThat(new Engine("podman").lane("curfew-1", lane, true).argv())
                .containsSequence("sh", "-c", "read -r knock; exec \"$@\"", "sh", "guard", "lane");
        assertThat(new Engine("podman").lane("curfew-1", lane, false).argv())
                .containsExactly("podman", "exec", "-i", "curfew-1", "guard", "lane");
    }
}
