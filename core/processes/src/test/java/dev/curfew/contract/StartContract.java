package dev.curfew.contract;

import static dev.curfew.contract.InSandbox.outputOf;
import static dev.curfew.contract.InSandbox.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which program runs, and where. */
interface StartContract extends InSandbox {

    @Test
    @Entering
    default void startsACommand() {
        BackgroundProcess process = processes().start("echo hello, world");

        assertThat(outputOf(process)).isEqualTo("hello, world\n");
        assertThat(processes().find(process.id())).containsSame(process);
    }

    @Test
    @Entering
    default void tellsTheRealPid() {
        BackgroundProcess process = start("echo $$");

        assertThat(outputOf(process)).isEqualTo(process.pid() + "\n");
    }

    @Test
    default void givesACommandASessionOfItsOwn() {
        BackgroundProcess process = start("read -r stat </proc/$$/stat; set -- ${stat##*) }; echo $3 $4");

        assertThat(outputOf(process)).isEqualTo(process.pid() + " " + process.pid() + "\n");
    }

    @Test
    default void knowsWhatRuns() {
        BackgroundProcess process = start("read -r line; echo $line");

        assertThat(process.isRunning()).isTrue();
        assertThat(processes().running()).contains(process);
        process.submit("over");

        assertThat(outputOf(process)).isEqualTo("over\n");
        assertThat(processes().running()).doesNotContain(process);
        assertThat(process.toString()).contains("exited with code 0", "pid " + process.pid());
    }

    @Test
    @Entering
    default void runsInADirectory() {
        assertThat(outputOf(processes().start(script("pwd -P").inDirectory(Path.of("/proc/sys")))))
                .isEqualTo("/proc/sys\n");
    }

    @Test
    default void refusesAMissingDirectory() {
        Command command = script("exit").inDirectory(Path.of("/proc/no such folder"));

        assertThatThrownBy(() -> processes().start(command))
                .isInstanceOf(SpawnException.class)
                .hasMessageContainingAll("script", "/proc/no such folder");
    }

    @Test
    default void goesOnInADirectoryThatIsDeleted() {
        String folder = run("mktemp -d /tmp/contract.XXXXXX").strip();
        BackgroundProcess process = processes()
                .start(script("echo up; read -r line; sh -c 'echo still here'; exit 3")
                        .inDirectory(Path.of(folder)));
        process.expect("up");
        run("rmdir \"$1\"", folder);

        process.submit("");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(process.output().text()).endsWith("still here\n");
        assertThatThrownBy(() -> processes().start(script("exit").inDirectory(Path.of(folder))))
                .isInstanceOf(SpawnException.class)
                .hasMessageContainingAll("script", folder);
    }

    @Test
    default void refusesADirectoryThatIsAFile() {
        Command command = script("exit").inDirectory(Path.of("/proc/version"));

        assertThatThrownBy(() -> processes().start(command))
                .isInstanceOf(SpawnException.class)
                .hasMessageContainingAll("script", "/proc/version");
    }

    @Test
    @Entering
    default void refusesAMissingProgram() {
        assertThatThrownBy(() -> processes().start(Command.of("no-such-program", "argument")))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("no-such-program");
        assertThatThrownBy(() -> processes().start(Command.of("/proc/no-such-program")))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("/proc/no-such-program");
    }

    @Test
    default void refusesAProgramThatCannotBeExecuted() {
        assertThatThrownBy(() -> processes().start(Command.of("/proc/version")))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("/proc/version");
    }

    @Test
    default void isUsableAfterARefusal() {
        assertThatThrownBy(() -> processes().start(Command.of("no-such-program")))
                .isInstanceOf(SpawnException.class);

        assertThat(run("echo fine")).isEqualTo("fine\n");
    }

    @Test
    default void runsCommandsOneAfterTheOther() {
        for (int i = 0; i < 3; i++) {
            assertThat(run("echo $1", "number " + i)).isEqualTo("number " + i + "\n");
            BackgroundProcess separate =
                    processes().start(script("echo out; echo error >&2; exit 7").separateErrors());
            assertThat(separate.waitFor()).isEqualTo(new ExitStatus.Exited(7));
            assertThat(separate.output().text()).isEqualTo("out\n");
            assertThat(separate.errors().text()).isEqualTo("error\n");
            BackgroundProcess cat = start("cat");
            cat.submit("input");
            cat.expect("input\n");
            cat.closeInput();
            assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
    }
}
