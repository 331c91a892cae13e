package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Waits end as soon as their result is certain. */
interface ExpectContract extends InSandbox {

    Duration LONG = Duration.ofSeconds(50);

    @Test
    default void findsTextAndPatterns() {
        BackgroundProcess process = start("echo listening on port 4711; echo ready; read -r line");

        assertThat(process.expect(Pattern.compile("port (\\d+)")).group(1)).isEqualTo("4711");
        process.expect("ready\n");
        process.submit("");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void tellsAlternativesApart() {
        BackgroundProcess process = start("echo no luck");

        assertThat(process.expect(Expectation.anyOf("success", "no luck")).alternative())
                .isEqualTo(1);
    }

    @Test
    default void failsAtOnceWhenTheCommandEnds() {
        BackgroundProcess process = start("echo something else; exit 9");

        assertThatThrownBy(() -> process.expect(Expectation.text("never").withTimeout(LONG)))
                .isInstanceOf(ExpectationFailedException.OutputEnded.class)
                .hasMessageContainingAll("never", "exited with code 9", "something else");
    }

    @Test
    default void failsAtOnceAtUnwantedOutput() {
        BackgroundProcess process = start("echo FATAL; exec sleep 1000");

        assertThatThrownBy(() ->
                        process.expect(Expectation.text("never").butNot("FATAL").withTimeout(LONG)))
                .isInstanceOf(ExpectationFailedException.UnwantedOutput.class);
        kill(process);
    }

    @Test
    default void failsWhenTimeIsUp() {
        BackgroundProcess process = start("echo up; exec sleep 1000");
        process.expect("up");

        assertThatThrownBy(() -> process.expect(Expectation.text("never").withTimeout(Duration.ofMillis(200))))
                .isInstanceOf(ExpectationFailedException.TimedOut.class)
                .hasMessageContaining("running");
        assertThatThrownBy(() -> process.waitFor(Duration.ofMillis(50))).isInstanceOf(WaitTimeoutException.class);

        assertThat(process.isRunning()).isTrue();
        kill(process);
    }

    @Test
    default void failsWhenItIsSilentForTooLong() {
        BackgroundProcess process = start("echo up; exec sleep 1000");
        process.expect("up");

        assertThatThrownBy(() -> process.expect(
                        Expectation.text("never").withTimeout(LONG).withMaxSilence(Duration.ofMillis(200))))
                .isInstanceOf(ExpectationFailedException.TooSilent.class);
        kill(process);
    }

    @Test
    default void findsErrorsThatAreApart() {
        BackgroundProcess process = processes()
                .start(InSandbox.script("echo out; echo problem 5 >&2; read -r line")
                        .separateErrors());

        assertThat(process.expect(Expectation.regex("problem (\\d)").fromErrors())
                        .group(1))
                .isEqualTo("5");
        process.expect("out");
        process.closeInput();
        process.waitFor();
    }
}
