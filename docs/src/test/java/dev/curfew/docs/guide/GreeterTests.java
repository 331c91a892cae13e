package dev.curfew.docs.guide;

// snippet:all
import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class GreeterTests {

    private static final Command GREETER =
            Command.shell("printf 'What is your name? '; read name; echo \"Hello, $name!\"");

    @Test
    void asksForANameAndGreets(ProcessRegistry processes) {
        BackgroundProcess greeter = processes.start(GREETER.inTerminal());

        greeter.expect("What is your name? ");
        greeter.submit("Ada");

        assertThat(greeter).prints("Hello, Ada!");
        assertThat(greeter).exits().withCode(0);
    }
}
// end
