package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Limits end a command with all that it has started. */
interface LimitContract extends InSandbox {

    Duration LIMIT = Duration.ofMillis(700);

    @Test
    default void endsWhatRunsTooLong() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = processes()
                .start(InSandbox.script("sleep \"$1\" & while :; do echo busy; sleep 0.1; done", number)
                        .maxRuntime(LIMIT));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.RUNTIME, LIMIT));
        HostProcesses.awaitNone(number, Duration.ofSeconds(10));
    }

    @Test
    default void endsWhatIsSilentForTooLong() {
        BackgroundProcess process =
                processes().start(InSandbox.script("echo up; exec sleep 1000").maxSilence(LIMIT));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.SILENCE, LIMIT));
        assertThat(process.output().text()).isEqualTo("up\n");
    }

    @Test
    default void leavesAloneWhatKeepsItsLimits() {
        Duration long1 = Duration.ofSeconds(50);
        BackgroundProcess process =
                processes().start(InSandbox.script("exit 4").maxRuntime(long1).maxSilence(long1));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(4));
    }
}
