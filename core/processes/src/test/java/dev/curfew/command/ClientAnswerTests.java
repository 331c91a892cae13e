package dev.curfew.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.OneShotResult;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The answer of a client is what it prints to its standard output, all of it. */
class ClientAnswerTests {

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
}
