package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import org.junit.jupiter.api.Test;

/** Tests that do not name a sandbox: they run on this machine, or in the sandbox of {@code curfew.sandbox}; see {@link SandboxesTests}. */
@WithBackgroundProcesses
@EnabledIfProgram("sh")
class PortableTests {

    private static final String GREETER = "printf 'What is your name? '; read name; echo \"Hello, $name!\"";
    private static final String SIZE_WATCHER = "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done";

    @Test
    void asksForANameAndGreets(ProcessRegistry processes) {
        BackgroundProcess greeter = processes.start(Command.shell(GREETER).inTerminal());

        greeter.expect("What is your name? ");
        greeter.submit("Ada");

        assertThat(greeter).prints("Hello, Ada!").exits().successfully();
    }

    @Test
    void keepsErrorsApart(ProcessRegistry processes) {
        BackgroundProcess process = processes.start(
                Command.shell("echo fine; echo broken >&2; exit 3").separateErrors());

        process.expect("fine\n");
        process.expect(Expectation.text("broken\n").fromErrors());
        assertThat(process).exits().withCode(3);
        assertThat(process.output().text()).isEqualTo("fine\n");
    }

    @Test
    void sortsUntilTheInputEnds(ProcessRegistry processes) {
        BackgroundProcess sort = processes.start(Command.of("sort"));

        sort.submit("pear");
        sort.submit("apple");
        sort.closeInput();

        sort.expect("apple\npear\n");
        assertThat(sort).exits().successfully();
    }

    @Test
    void knowsTheSizeOfItsTerminal(ProcessRegistry processes) {
        BackgroundProcess shell = processes.start(Command.shell(SIZE_WATCHER).inTerminal(new TerminalSize(80, 24)));
        shell.expect("24 80\n");

        shell.resize(new TerminalSize(100, 30));

        shell.expect("30 100\n");
    }

    @Test
    void seesWhichSignalEndsIt(ProcessRegistry processes) {
        BackgroundProcess sleeper = processes.start("echo $$; exec sleep 1000");
        sleeper.expect(sleeper.pid() + "\n");

        sleeper.signal(Signal.USR1);

        assertThat(sleeper).exits().bySignal(Signal.USR1);
    }

    @Test
    void endsDaemonsToo(ProcessRegistry processes) {
        BackgroundProcess starter = processes.start("(setsid sleep 1000 >/dev/null 2>&1 &); echo started");
        starter.expect("started");

        assertThat(processes.end()).isClean();
    }
}
