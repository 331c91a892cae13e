package dev.curfew.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.FakeEngine;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer of a client is what it prints to its standard output, all of it. */
class ClientAnswerTests {

    private static final String ID = "4711".repeat(16);

    @TempDir
    private Path folder;

    private FakeEngine fake;
    private Engine engine;

    @BeforeEach
    void makeAnEngine() {
        fake = FakeEngine.in(folder);
        engine = new Engine(fake.docker().toString());
    }

    @Test
    void hasNoWarningsInIt() {
        Command client = Command.shell("echo a warning >&2; echo the answer");

        assertThat(ClientRun.run(client)).hasValue("the answer");
        assertThat(ClientRun.result(client, Patience.LIMIT))
                .isEqualTo(new ClientRun.Result(true, "the answer", "a warning"));
    }

    @Test
    void isNoAnswerWhereMuchOfItIsMissing() {
        assertThat(ClientRun.run(Command.shell("head -c 5000000 /dev/zero"))).isEmpty();
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
