package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

/** Prompts without a line end, ^C and ^D. */
@WithBackgroundProcesses
@EnabledIfProgram("python3")
class PythonReplTests {

    // -I: no settings of the user and no history file. From 3.13 on the prompt redraws its line unless it is a basic
    // one.
    private static final Command PYTHON =
            Command.of("python3", "-q", "-I").withEnv("PYTHON_BASIC_REPL", "1").inTerminal();

    @Test
    void answersAtAPromptWithoutLineEnd(ProcessRegistry processes) {
        BackgroundProcess python = processes.start(PYTHON);
        python.expect(">>> ");

        python.submit("6 * 7");

        python.expect("42\n>>> ");
    }

    @Test
    void asksForTheRestOfABlock(ProcessRegistry processes) {
        BackgroundProcess python = processes.start(PYTHON);
        python.expect(">>> ");

        python.submit("for word in ['one', 'two']:");
        python.expect("... ");
        python.submit("    word.upper()");
        python.expect("... ");
        python.submit("");

        python.expect("'ONE'\n'TWO'\n>>> ");
    }

    @Test
    void endsALoopByControlC(ProcessRegistry processes) {
        BackgroundProcess python = processes.start(PYTHON);
        python.expect(">>> ");
        python.submit("while True: print('still', 'busy')");
        python.expect("... ");
        python.submit("");
        python.expect("still busy");

        python.press(Key.CTRL_C);

        python.expect("KeyboardInterrupt");
        python.expect(">>> ");
    }

    @Test
    void leavesByControlD(ProcessRegistry processes) {
        BackgroundProcess python = processes.start(PYTHON);
        python.expect(">>> ");

        python.press(Key.CTRL_D);

        assertThat(python).exits().successfully();
    }

    @Test
    void keepsErrorsApartOnPipes(ProcessRegistry processes) {
        BackgroundProcess python =
                processes.start(Command.of("python3", "-q", "-I", "-i", "-u").separateErrors());

        python.submit("print('fine')");
        python.submit("1 / 0");

        python.expect("fine\n");
        python.expect(Expectation.text("ZeroDivisionError").fromErrors());
        assertThat(python.output().text()).isEqualTo("fine\n");
    }
}
