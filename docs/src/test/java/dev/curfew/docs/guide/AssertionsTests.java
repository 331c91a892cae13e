package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertFactories.PROCESS;
// snippet:import
import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
// end
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.junit.assertj.CurfewSoftAssertions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import dev.curfew.terminal.Key;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class AssertionsTests {

    @Test
    void areAboutAProcess(ProcessRegistry processes) {
        // snippet:process
        BackgroundProcess job = processes.start("echo step 1; echo step 2; read line; echo finished");

        assertThat(job).isRunning();
        assertThat(job).prints("step 2").prints(Pattern.compile("step \\d"));
        assertThat(job).doesNotPrint("error", Duration.ofMillis(100));

        job.submit("go on");
        assertThat(job).within(Duration.ofMinutes(1)).prints("finished");
        assertThat(job).neverPrints("error").hasExited();
        // end
    }

    @Test
    void areAboutTheScreen(ProcessRegistry processes) {
        // snippet:screen
        BackgroundProcess progress = processes.start(Command.shell("printf '10%%\\r20%%'; read line; printf '\\rdone'")
                .inTerminal());

        assertThat(progress).showsOnScreen("20%");
        progress.press(Key.ENTER);
        assertThat(progress).showsOnScreen("done").prints("10%");
        // end
    }

    @Test
    void areAboutTheEnd(ProcessRegistry processes) {
        // snippet:exit
        assertThat(processes.start("exit 3")).exits().withCode(3);
        assertThat(processes.start("true")).exitsWithin(Duration.ofMinutes(1)).successfully();

        BackgroundProcess sleeper = processes.start(Command.of("sleep", "1000").withMaxRuntime(Duration.ofMillis(100)));
        assertThat(sleeper).exits().timedOut(Limit.RUNTIME).wasKilledByCurfew();

        BackgroundProcess server = processes.start("echo ready; sleep 1000");
        server.expect("ready");
        server.signal(Signal.HUP);
        ExitStatus status = server.waitFor();
        assertThat(status).hasSignal(Signal.HUP);
        // end
    }

    @Test
    @RequiresProgram("sqlite3")
    void areAboutOutput(ProcessRegistry processes) {
        // snippet:output
        BackgroundProcess sqlite = processes.start(Command.of("sqlite3", ":memory:", "select 1; select 2;"));

        assertThat(sqlite).exits().withCode(0);
        assertThat(sqlite.output()).hasLines("1", "2");
        assertThat(sqlite).output().contains("2").doesNotContain("3");
        assertThat(sqlite).output().lines().hasSize(2);
        assertThat(sqlite).output().text().startsWith("1");
        // end
    }

    @Test
    void areAboutErrors(ProcessRegistry processes) {
        // snippet:errors
        BackgroundProcess cp =
                processes.start(Command.of("cp", "no-such-file", "copy").separateErrors());

        assertThat(cp).printsInErrors("no-such-file").exits().withCode(1);
        assertThat(cp).output().isEmpty();
        // end
    }

    @Test
    void areAboutAScope() {
        // snippet:registry
        ProcessRegistry processes = ProcessRegistry.open();
        BackgroundProcess cat = processes.start("cat");
        assertThat(processes).hasRunningProcesses(1);

        assertThat(cat.stop()).isClean();
        assertThat(processes).hasNoRunningProcesses();

        processes.close();
        assertThat(processes).leftNothingBehind();
        // end
    }

    @Test
    void areCollected(ProcessRegistry processes) {
        BackgroundProcess job = processes.start("echo step 1; exit 3");

        assertThatThrownBy(() -> soft(job))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("to print \"step 2\"", "to exit with code 0");
    }

    private static void soft(BackgroundProcess job) {
        // snippet:soft
        CurfewSoftAssertions.assertSoftly(softly -> {
            softly.assertThat(job).prints("step 2");
            softly.assertThat(job).exits().withCode(0);
            softly.assertThat(job.output().lines()).hasSize(2);
        });
        // end
    }

    @Test
    void leadFromOthers(ProcessRegistry processes) {
        processes.start("cat");
        // snippet:factories
        assertThat(processes.running()).first(PROCESS).isRunning();
        // end
        assertThat(processes.running())
                .first()
                .extracting(BackgroundProcess::name, STRING)
                .isEqualTo("cat");
    }

    @Test
    void tellWhatHappened(ProcessRegistry processes) {
        // snippet:failing
        BackgroundProcess greeter = processes.start("echo Hello, Bob!; exit 3");

        assertThatThrownBy(() -> assertThat(greeter).prints("Hello, Ada!"))
                // end
                .satisfies(failure -> Documented.message("assertion", failure.getMessage()));
    }

    @Test
    void showTheConversation(ProcessRegistry processes) {
        BackgroundProcess greeter =
                processes.start(Command.shell("printf 'What is your name? '; read name; echo \"Hello, $name!\"")
                        .inTerminal());
        greeter.expect("What is your name? ");
        greeter.submit("Bob");

        assertThatThrownBy(() -> assertThat(greeter).prints("Hello, Ada!"))
                .satisfies(failure -> Documented.message("greeter", failure.getMessage()));
    }
}
