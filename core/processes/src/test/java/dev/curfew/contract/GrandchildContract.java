package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.expect.Expectation;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import org.junit.jupiter.api.Test;

/** Processes that a command leaves behind do not delay its end and are not lost. */
interface GrandchildContract extends InSandbox {

    @Test
    @Entering
    default void doesNotWaitForAGrandchildThatHoldsTheOutput() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start("sleep \"$1\" & echo parent; exit 5", number);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(5));

        assertThat(process.output().text()).isEqualTo("parent\n");
        assertThat(process.output().isEnded()).isFalse();
        killAll(process, number);
    }

    /** Shells run the whole list in a subprocess, which waits for its last part and holds the output open. */
    @Test
    default void doesNotWaitForAListInTheBackground() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start("echo one && sleep \"$1\" & echo two", number);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        process.expect(Expectation.text("one\n").pastExit());

        kill(process);
        HostProcesses.awaitNone(number, Patience.LIMIT);
    }

    @Test
    default void hearsAGrandchildAfterTheEnd() {
        String fifo = run("mktemp -u /tmp/contract.XXXXXX");
        BackgroundProcess process =
                start("mkfifo \"$1\"; (read -r word <\"$1\"; echo late $word; rm \"$1\") & echo early", fifo.strip());
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text()).isEqualTo("early\n");

        run("echo news >\"$1\"", fifo.strip());

        process.expect(Expectation.text("late news\n").pastExit());
    }

    @Test
    default void hearsErrorsOfAGrandchildAfterTheEnd() {
        String fifo = run("mktemp -u /tmp/contract.XXXXXX").strip();
        BackgroundProcess process = processes()
                .start(InSandbox.script(
                                "mkfifo \"$1\"; (read -r word <\"$1\"; echo $word >&2; rm \"$1\") & exit 0", fifo)
                        .separateErrors());
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));

        run("echo problem >\"$1\"", fifo);

        process.expect(Expectation.text("problem\n").fromErrors().pastExit());
    }

    @Test
    default void endsTheStreamsWithTheLastProcessThatHoldsThem() {
        BackgroundProcess process = start("sleep 1000 & echo parent");
        process.waitFor();
        assertThat(process.output().isEnded()).isFalse();

        kill(process);

        await().until(process.output()::isEnded);
    }

    @Test
    default void knowsWhichProcessesAreLeft() {
        inOwnScope(scope -> {
            BackgroundProcess process = scope.start("read -r line; (setsid sleep 1000 &)");
            assertThat(scope.daemons()).isEmpty();
            process.submit("");
            process.waitFor();

            assertThat(scope.daemons()).isNotEmpty();
            assertThatThrownBy(scope::assertNothingLeft).isInstanceOf(LeftBehindException.class);

            scope.stopAll();
            assertThat(scope.daemons()).isEmpty();
            assertNothingLeft(scope);
        });
    }
}
