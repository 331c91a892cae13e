package dev.curfew.examples;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

/** Wide characters, emoji of several code points, combining marks. */
@WithBackgroundProcesses
@EnabledIfProgram({"cat", "stty"})
class UnicodeTests {

    private static final String TEXT = "Grüße 漢字 👩‍🚀 🇨🇭 e\u0301";

    @Test
    void goesThroughAPipe(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start("cat");

        cat.submit(TEXT);

        cat.expect(TEXT + "\n");
    }

    @Test
    void goesThroughATerminal(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Command.of("cat").inTerminal());

        cat.submit(TEXT);

        cat.expect(TEXT + "\n" + TEXT + "\n"); // Typed, and printed by cat.
    }

    @Test
    void erasesAWideCharacterByOneBackspace(ProcessRegistry processes) {
        BackgroundProcess cat =
                processes.start(Command.shell("stty iutf8; echo ready; cat").inTerminal());
        cat.expect("ready\n");

        cat.write("tea 漢");
        cat.press(Key.BACKSPACE);
        cat.submit("time");

        cat.expect("\ntea time\n");
    }
}
