package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Jobs that are suspended, resumed and interrupted by keys. */
@WithBackgroundProcesses
@EnabledIfProgram("bash")
class BashJobControlTests {

    @Test
    void suspendsAJobByControlZAndResumesIt(ProcessRegistry processes) throws IOException {
        BackgroundProcess bash = startBash(processes);
        startCat(bash);
        bash.submit("first");
        bash.expect("first\nfirst\n"); // Typed, and printed by cat.

        bash.press(Key.CTRL_Z);
        bash.expect(Expectation.regex("Stopped +cat"));
        bash.expect("ready> ");
        bash.submit("fg");
        bash.expect("cat intro -\n");

        bash.submit("second");
        bash.expect("second\nsecond\n");
    }

    @Test
    void interruptsTheForegroundJobOnly(ProcessRegistry processes) throws IOException {
        BackgroundProcess bash = startBash(processes);
        bash.submit("sleep 1000 &");
        bash.expect("ready> ");
        startCat(bash);

        bash.press(Key.CTRL_C);
        bash.expect("ready> ");

        bash.submit("echo status $?; jobs");
        bash.expect("status 130\n");
        bash.expect(Expectation.regex("Running +sleep 1000"));
    }

    @Test
    void exitsWithTheCodeItIsTold(ProcessRegistry processes) throws IOException {
        BackgroundProcess bash = startBash(processes);

        bash.submit("exit 3");

        assertThat(bash).exits().withCode(3);
    }

    private static BackgroundProcess startBash(ProcessRegistry processes) throws IOException {
        Files.writeString(processes.createDirectory().resolve("intro"), "Tell me more:\n");
        BackgroundProcess bash = processes.start(Command.of("bash", "--norc", "--noprofile")
                .withEnv("PS1", "ready> ")
                .withEnv("HISTFILE", "")
                .inDirectory(processes.createDirectory())
                .inTerminal());
        bash.expect("ready> ");
        return bash;
    }

    /** What is typed before cat runs is still the shell's, so wait for what cat prints first. */
    private static void startCat(BackgroundProcess bash) {
        bash.submit("cat intro -");
        bash.expect("Tell me more:\n");
    }
}
