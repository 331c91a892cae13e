package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.internal.OtherThread;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dialogs, in which a thread that waits reads the output of the process itself. */
@ExtendWith(OwnScope.class)
class DialogTests {

    private static final int ROUNDS = 200;
    private static final Duration MOMENT = Duration.ofMillis(2);

    @Test
    void loseNothingOnPipes(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("cat"));

        String said = talk(process, "");

        assertThat(process.output().text()).isEqualTo(said);
    }

    @Test
    void loseNothingOnATerminal(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(Command.shell("stty -echo; echo ready; exec cat").inTerminal());
        process.expect("ready\n");

        String said = talk(process, "");

        assertThat(process.output().text()).isEqualTo("ready\n" + said);
    }

    @Test
    void loseNothingOnStandardError(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.shell("exec cat >&2").separateErrors());
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            process.submit("line " + i);
            process.expect(Expectation.text("line " + i + "\n").fromErrors());
            said.append("line ").append(i).append('\n');
        }

        assertThat(process.errors().text()).isEqualTo(said.toString());
    }

    @Test
    void loseNothingWhenWaitsAreInterrupted(ProcessRegistry registry) throws Exception {
        BackgroundProcess process = registry.start(Command.of("cat"));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < ROUNDS / 10; i++) {
            said.append(talk(process, i + ":"));
            OtherThread waiting = OtherThread.run(() -> process.expect("never"));
            waiting.interrupt();
            assertThatThrownBy(waiting::join).isInstanceOf(InterruptedWaitException.class);
        }

        assertThat(process.output().text()).isEqualTo(said.toString());
    }

    @Test
    void loseNothingWhenWaitsTimeOut(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("cat"));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < ROUNDS / 10; i++) {
            said.append(talk(process, i + ":"));
            assertThatThrownBy(() -> process.expect(Expectation.text("never").withTimeout(MOMENT)))
                    .isInstanceOf(ExpectationFailedException.TimedOut.class);
        }

        assertThat(process.output().text()).isEqualTo(said.toString());
    }

    @Test
    void serveSeveralThreads(ProcessRegistry registry) throws Exception {
        BackgroundProcess process = registry.start(Command.of("cat"));
        OtherThread other = OtherThread.run(() -> converse(process, "other"));

        converse(process, "this");

        other.join();
        assertThat(process.output().text().lines()).hasSize(2 * ROUNDS);
    }

    private static void converse(BackgroundProcess process, String name) {
        for (int i = 0; i < ROUNDS; i++) {
            process.submit(name + i + ".");
            process.expect(Expectation.text(name + i + ".").from(OutputMark.START));
        }
    }

    @Test
    void areFollowedByAFlood(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(
                Command.shell("while read line && [ $line != flood ]; do echo $line; done; seq 200000; echo done"));
        talk(process, "");

        process.submit("flood");
        process.expect("200000\ndone");

        assertThat(process.waitFor().success()).isTrue();
    }

    @Test
    void leaveTheLogToThoseThatDoNotWait(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.shell(
                "while read line && [ $line != part ]; do echo $line; done; echo parting; exec sleep 600"));
        talk(process, "");

        process.submit("part");

        await().until(() -> process.output().text().endsWith("parting\n"));
    }

    @Test
    void endWithTheProcess(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(Command.shell("while read line && [ $line != end ]; do echo $line; done; echo bye"));
        String said = talk(process, "");

        process.submit("end");

        assertThatThrownBy(() -> process.expect("never")).isInstanceOf(ExpectationFailedException.OutputEnded.class);
        assertThat(process.output().text()).isEqualTo(said + "bye\n");
    }

    @Test
    void endWithTheProcessAlthoughAnotherOneHoldsItsOutput(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(
                Command.shell("sleep 600 & while read line && [ $line != end ]; do echo $line; done; echo bye"));
        String said = talk(process, "");

        process.submit("end");

        assertThatThrownBy(() -> process.expect("never")).isInstanceOf(ExpectationFailedException.OutputEnded.class);
        assertThat(process.output().text()).isEqualTo(said + "bye\n");
    }

    /** {@return what the process has answered} */
    private static String talk(BackgroundProcess process, String prefix) {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            String line = prefix + i;
            process.submit(line);
            process.expect(line + "\n");
            said.append(line).append('\n');
        }
        return said.toString();
    }
}
