package dev.curfew.contract;

import static dev.curfew.contract.InSandbox.outputOf;
import static dev.curfew.contract.InSandbox.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Resource;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits end a command with all that it has started. */
interface LimitContract extends InSandbox {

    Duration LIMIT = Duration.ofMillis(700);

    @Test
    @Entering
    default void endsWhatRunsTooLong() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = processes()
                .start(script("sleep \"$1\" & while :; do echo busy; sleep 0.1; done", number)
                        .withMaxRuntime(LIMIT));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.RUNTIME, LIMIT));
        HostProcesses.awaitNone(number, Patience.LIMIT);
    }

    @Test
    default void endsWhatIsSilentForTooLong() {
        BackgroundProcess process =
                processes().start(script("echo up; exec sleep 1000").withMaxSilence(LIMIT));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.SILENCE, LIMIT));
        assertThat(process.output().text()).isEqualTo("up\n");
    }

    @Test
    default void leavesAloneWhatKeepsItsLimits() {
        Duration long1 = Duration.ofSeconds(50);
        BackgroundProcess process =
                processes().start(script("exit 4").withMaxRuntime(long1).withMaxSilence(long1));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(4));
    }

    @Test
    default void limitsTheTimeOfTheProcessor() {
        BackgroundProcess process =
                processes().start(script("while :; do :; done").withLimit(Resource.CPU_SECONDS, 1));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.XCPU));
    }

    /** The kernel does this, one second of work later. */
    @Test
    @Tag("thorough")
    default void killsWhatIgnoresTheEndOfItsTimeOfTheProcessor() {
        BackgroundProcess process =
                processes().start(script("trap '' XCPU; while :; do :; done").withLimit(Resource.CPU_SECONDS, 1));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.KILL));
    }

    @Test
    default void limitsTheSizeOfFiles() {
        String file = run("mktemp /tmp/contract.XXXXXX").strip();
        BackgroundProcess process = processes()
                .start(script("while :; do echo 0123456789; done >\"$1\"", file).withLimit(Resource.FILE_BYTES, 1000));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.XFSZ));
        assertThat(run("wc -c <\"$1\"; rm \"$1\"", file).strip()).isEqualTo("1000");
    }

    @Test
    default void limitsOpenFiles() {
        Command opensTheSixth = script("exec 3</dev/null; exec 4</dev/null; exec 5</dev/null; echo opened");

        BackgroundProcess limited = processes().start(opensTheSixth.withLimit(Resource.OPEN_FILES, 5));
        assertThat(limited.waitFor()).isNotEqualTo(new ExitStatus.Exited(0));
        assertThat(limited.output().text()).doesNotContain("opened");
        assertThat(outputOf(processes().start(opensTheSixth.withLimit(Resource.OPEN_FILES, 6))))
                .isEqualTo("opened\n");
    }

    @Test
    default void limitsAddressSpace() {
        Command takesMuch = Command.of("dd", "if=/dev/zero", "of=/dev/null", "bs=150000000", "count=1");

        assertThat(processes().start(takesMuch).waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(processes()
                        .start(takesMuch.withLimit(Resource.ADDRESS_SPACE_BYTES, 100_000_000))
                        .waitFor())
                .isNotEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void limitsWhatTheCommandStartsAndOnTerminals() {
        Command command = script("sh -c 'ulimit -n; ulimit -H -n; ulimit -c'")
                .withLimit(Resource.OPEN_FILES, 77)
                .withLimit(Resource.CORE_BYTES, 0);

        assertThat(outputOf(processes().start(command))).isEqualTo("77\n77\n0\n");
        assertThat(outputOf(processes().start(command.inTerminal()))).isEqualTo("77\n77\n0\n");
    }

    /** Never less than requested: root may have any number. */
    @Test
    default void limitsTheProcessesOfAUserOrStartsNothing() {
        Command command = script(
                        "while read -r line; do case $line in 'Max processes'*) echo $line; esac; done </proc/self/limits")
                .withLimit(Resource.USER_PROCESSES, 4321);

        if (run("while read -r name id rest; do case $name in Uid:) echo $id; esac; done </proc/self/status")
                .equals("0\n")) {
            assertThatThrownBy(() -> processes().start(command))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContainingAll("USER_PROCESSES cannot be limited", "does not apply to root");
        } else {
            assertThat(outputOf(processes().start(command))).isEqualTo("Max processes 4321 4321 processes\n");
        }
    }

    @Test
    default void startsNothingWithoutTheCgroupThatALimitNeeds() {
        for (Resource resource : List.of(Resource.MEMORY_BYTES, Resource.PROCESSES)) {
            assertThatThrownBy(() -> processes().start(script("exit").withLimit(resource, 100_000_000)))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContainingAll(resource + " cannot be limited", "cgroup");
        }
    }
}
