package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command ended is reported exactly. */
interface ExitContract extends InSandbox {

    /** Codes that a client or a shell also uses with another meaning. */
    @ParameterizedTest
    @Entering
    @ValueSource(ints = {1, 127, 137, 255})
    default void tellsTheExitCode(int code) {
        assertThat(start("exit " + code).waitFor()).isEqualTo(new ExitStatus.Exited(code));
    }

    @ParameterizedTest
    @Entering
    @EnumSource(names = {"QUIT", "KILL", "SEGV"})
    default void tellsTheSignal(Signal signal) {
        // A shell of busybox ignores SIGQUIT, and where the folder is read-only there are no core dumps.
        assertThat(start("cd /proc; exec env sh -c 'trap - QUIT; exec kill -" + signal.number() + " $$'")
                        .waitFor())
                .isEqualTo(new ExitStatus.Signaled(signal));
    }

    @Test
    default void tellsASignalFromTheCodeOfAShell() {
        assertThat(start("sh -c 'kill -KILL $$'; exit $?").waitFor()).isEqualTo(new ExitStatus.Exited(137));
        assertThat(start("kill -KILL $$").waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.KILL));
    }

    @ParameterizedTest
    @EnumSource(names = {"TERM", "KILL"})
    default void sendsSignals(Signal signal) {
        BackgroundProcess process = start("echo ready; exec sleep 1000");
        process.expect("ready");

        process.signal(signal);

        ExitStatus status = process.waitFor();
        assertThat(status).isEqualTo(new ExitStatus.Signaled(signal));
    }

    /** {@return the signals that a command can handle} */
    default List<Signal> handledSignals() {
        return List.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.USR1, Signal.USR2, Signal.CONT);
    }

    @Test
    @Entering
    default void sendsSignalsThatAreHandled() {
        BackgroundProcess process = start("for s in HUP INT QUIT USR1 USR2 CONT; do trap \"echo got $s\" $s; done;"
                + " trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        for (Signal signal : handledSignals()) {
            process.signal(signal);
            process.expect("got " + signal.name() + "\n");
        }
        process.signal(Signal.TERM);

        process.expect("bye");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(3));
    }

    @Test
    default void sendsSignalsToTheGroup() {
        BackgroundProcess process = start("trap : USR1; (trap 'echo child; exit' USR1; echo up;"
                + " while :; do sleep 0.05; done) & until wait; do :; done");
        process.expect("up");

        process.signal(Signal.USR1);

        process.expect("child");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void stopsAndContinues() {
        BackgroundProcess process = start("trap 'echo going on' CONT; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        process.signal(Signal.STOP);
        process.signal(Signal.CONT);

        process.expect("going on");
        kill(process);
    }

    @Test
    default void sendsNoSignalsToAProcessThatHasEnded() {
        BackgroundProcess process = start("exit 0");
        process.waitFor();

        assertThatThrownBy(() -> process.signal(Signal.TERM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exited with code 0");
    }

    @Test
    default void startsCommandsWithDefaultSignals() {
        assertThat(statusOfACommand())
                .filteredOn(line -> line.startsWith("SigIgn:") || line.startsWith("SigBlk:"))
                .containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    /** {@return the lines in which the kernel describes a command} */
    default List<String> statusOfACommand() {
        BackgroundProcess process = processes().start(Command.of("cat", "/proc/self/status"));
        process.waitFor();
        return process.output().lines();
    }

    @Test
    default void givesCommandsNoOtherFiles() {
        BackgroundProcess process = processes().start(Command.of("ls", "-1", "/proc/self/fd"));

        // The last one is the pipe from which it reads the names.
        assertThat(InSandbox.outputOf(process)).isEqualTo("0\n1\n2\n3\n");
    }
}
