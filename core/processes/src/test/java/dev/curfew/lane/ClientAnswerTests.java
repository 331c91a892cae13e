package dev.curfew.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.FakeEngine;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.OneShotResult;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
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

        OneShotResult result = GuardedOneShot.client(client).await(Patience.LIMIT);

        assertThat(result.answer()).hasValue("the answer");
        assertThat(result.errors().text()).isEqualTo("a warning\n");
    }

    @Test
    void isNoAnswerWhereMuchOfItIsMissing() {
        assertThat(GuardedOneShot.answer(Command.shell("head -c 5000000 /dev/zero")))
                .isEmpty();
    }

    @Test
    void isNoAnswerOfAClientThatFailsOrIsKilled() {
        OneShotResult killed = GuardedOneShot.client(Command.shell("echo half; exec sleep 1000"))
                .await(Duration.ofMillis(100));

        assertThat(GuardedOneShot.answer(Command.shell("echo half; exit 1"))).isEmpty();
        assertThat(killed.answer()).isEmpty();
        assertThat(killed.how()).isEqualTo("did not end within 100 ms and was killed");
    }

    @Test
    void isNoAnswerOfAClientWhoseCallerIsInterrupted() {
        Thread.currentThread().interrupt();
        OneShotResult killed =
                GuardedOneShot.client(Command.of("sleep", "1000")).await(Patience.LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(killed.answer()).isEmpty();
        assertThat(killed.how()).startsWith("was killed because");
    }

    @Test
    void takesWhatTheClientLeavesBehindWithIt() {
        OneShotResult result = GuardedOneShot.client(Command.shell("setsid sleep 1000 & echo $!"))
                .await(Patience.LIMIT);

        long left = Long.parseLong(result.answer().orElseThrow());
        assertThat(ProcessTable.ofThisSystem().entry(left).filter(ProcessEntry::isAlive))
                .isEmpty();
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
