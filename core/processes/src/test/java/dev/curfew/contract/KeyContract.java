package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.expect.Expectation;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

/** The effect of keys, and the end of processes on terminals. */
interface KeyContract extends TerminalContract {

    @Test
    @Entering
    default void interruptsByControlC() {
        // A shell that has caught a signal loses it when it replaces itself with its last command.
        BackgroundProcess process = startInTerminal("exec cat");
        process.submit("ready");
        process.expect("ready\nready\n");

        process.press(Key.CTRL_C);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.INT));
    }

    @Test
    default void letsACommandHandleControlC() {
        BackgroundProcess process =
                startInTerminal("trap 'echo not yet' INT; echo ready; read -r line; while :; do sleep 0.05; done");
        process.expect("ready");

        process.press(Key.CTRL_C);

        process.expect("not yet");
        kill(process);
    }

    @Test
    default void quitsByControlBackslash() {
        // A shell of busybox ignores SIGQUIT until it has become cat. There are no core dumps in a folder that is not
        // writable.
        BackgroundProcess process = startInTerminal("cd /proc; exec cat");
        process.submit("ready");
        process.expect("ready\nready\n");

        process.press(Key.CTRL_BACKSLASH);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.QUIT));
    }

    @Test
    default void endsTheInputByControlD() {
        BackgroundProcess process = startInTerminal("echo ready; cat; echo end");
        process.expect("ready");
        process.submit("line");
        process.expect("line\nline\n");

        process.press(Key.CTRL_D);

        process.expect("end\n");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    @Entering
    default void endsTheInputWhenItIsClosed() {
        BackgroundProcess process = startInTerminal("echo ready; cat; echo end");
        process.expect("ready");

        process.closeInput();

        process.expect("end\n");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void endsTheInputOnceWhenItIsClosed() {
        BackgroundProcess process = startInTerminal("echo ready; cat; echo one; cat; echo two");
        process.expect("ready");

        process.closeInput();
        process.expect("one\n");
        process.submit("more");
        process.expect("more\nmore\n");
        process.closeInput();

        process.expect("two\n");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void deliversTheKeysOfClients() {
        BackgroundProcess process = startInTerminal(
                "stty raw -echo; echo ready; dd bs=1 count=6 2>/dev/null | od -An -tx1 | tr -d '\\n'; stty sane");
        process.expect("ready");

        // Keys with which docker would detach, ssh would read commands, and the terminal would edit the line.
        process.write("\u0010\u0011\r~.\u001d");

        process.expect("10 11 0d 7e 2e 1d");
        process.waitFor();
    }

    @Test
    default void followsTheModesThatACommandSwitchesOn() {
        BackgroundProcess process = startInTerminal("stty raw -echo; printf '\\033[?1hready';"
                + " dd bs=1 count=3 2>/dev/null | od -An -tx1 | tr -d '\\n'; stty sane");
        process.expect("ready");

        process.press(Key.DOWN);

        process.expect("1b 4f 42");
        process.waitFor();
    }

    @Test
    default void controlsJobs() {
        BackgroundProcess shell = startInTerminal("PS1='ready> ' exec sh -i");
        shell.expect("ready> ");
        // It forks no process: a child that is stopped between vfork(2) and exec keeps its parent from being stopped.
        shell.submit("sh -c 'trap \"echo back\" CONT; echo up; while :; do read -r line; done'");
        shell.expect("\nup\n");

        shell.press(Key.CTRL_Z);
        shell.expect(Expectation.regex("[Ss]topped"));
        shell.expect("ready> ");
        shell.submit("fg");
        shell.expect("\nback\n"); // Now it has the terminal; its name was printed before.
        shell.press(Key.CTRL_C);
        shell.expect("ready> ");
        shell.submit("exit 4");

        assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Exited(4));
    }

    @Test
    default void doesNotWaitForAGrandchildOnTheTerminal() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = startInTerminal("trap '' HUP; sleep \"$1\" & echo parent; exit 5", number);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(5));
        assertThat(process.output().text()).isEqualTo("parent\n");
        killAll(process, number);
    }

    @Test
    default void killsAllOnATerminal() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = startInTerminal(Escape.all(), number);
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect("up\n");
        }

        assertClean(kill(process));

        assertThat(HostProcesses.alive(number)).isEmpty();
    }

    @Test
    default void sendsSignalsOnATerminal() {
        BackgroundProcess process =
                startInTerminal("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        process.signal(Signal.TERM);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(process.output().text()).endsWith("bye\n");
    }
}
