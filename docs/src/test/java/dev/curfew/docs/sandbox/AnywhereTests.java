package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

// snippet:class
@WithBackgroundProcesses
class AnywhereTests {

    private static final String GREETER = "printf 'What is your name? '; read name; echo \"Hello, $name!\"";

    @Test
    void asksForANameAndGreets(ProcessRegistry processes) {
        BackgroundProcess greeter = processes.start(Command.shell(GREETER).inTerminal());

        greeter.expect("What is your name? ");
        greeter.submit("Ada");

        assertThat(greeter).prints("Hello, Ada!").exits().withCode(0);
    }
}
// end
