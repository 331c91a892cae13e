package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An editor that is controlled by keys and writes a file. */
@WithBackgroundProcesses
@EnabledIfProgram("vim")
class VimTests {

    @Test
    void writesAFile(ProcessRegistry processes) {
        Path letter = processes.createDirectory().resolve("letter");
        BackgroundProcess vim = processes.start(Command.of("vim", "-u", "NONE", "-i", "NONE", "-N", letter.toString())
                .inTerminal());
        vim.expect("[New]");

        vim.write("iDear Ada,");
        vim.press(Key.ENTER, Key.ENTER);
        vim.write("it works.");
        vim.press(Key.ESCAPE);
        vim.submit(":wq");

        assertThat(vim).exits().successfully();
        assertThat(letter).hasContent("Dear Ada,\n\nit works.\n");
    }
}
