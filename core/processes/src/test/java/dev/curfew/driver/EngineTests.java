package dev.curfew.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.sandbox.fixture.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTests {

    private static final String ID = "4711".repeat(16);

    private final FakeEngine fake;
    private final Engine engine;

    EngineTests(@TempDir Path folder) {
        fake = FakeEngine.in(folder);
        engine = new Engine(fake.docker().toString());
    }

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

    @Test
    void provesThatAContainerIsGone() {
        fake.lists(ID + " exited c1\n" + ID.replace('4', '5') + " running c2\n");

        assertThat(engine.isGone("c1")).isTrue();
        assertThat(engine.isGone("c2")).isFalse();
        assertThat(engine.isGone("c3")).isTrue();
    }

    @Test
    void provesNothingWhereItIsNotUnderstood() {
        fake.lists("no such format\n" + ID + "\n");

        assertThat(engine.isGone("c1")).isFalse();
    }

    @Test
    void isReadToTheEndOnAMachineWithManyContainers() {
        fake.lists(IntStream.range(0, 1000)
                .mapToObj(number -> ID + " running c" + number)
                .collect(Collectors.joining("\n")));

        assertThat(engine.isGone("c999")).isFalse();
        assertThat(engine.isGone("c1000")).isTrue();
    }
}
