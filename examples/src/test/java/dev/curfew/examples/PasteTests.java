package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

/** A megabyte at once, through everything that buffers less. */
@WithBackgroundProcesses
@EnabledIfProgram({"cat", "wc", "head", "stty"})
class PasteTests {

    private static final String LINE = "x".repeat(99) + "\n";
    private static final String MEGABYTE = LINE.repeat(10_000);

    @Test
    void sendsAMegabyteThroughAPipe(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Command.of("cat").withKeptOutput(MEGABYTE.length()));

        cat.write(MEGABYTE);
        cat.closeInput();
        cat.waitFor();

        assertThat(cat.output().text()).isEqualTo(MEGABYTE);
    }

    @Test
    void pastesAMegabyteToALineReader(ProcessRegistry processes) {
        BackgroundProcess counter =
                processes.start(Command.shell("echo ready; wc -lc").inTerminal());
        counter.expect("ready\n");

        counter.write(MEGABYTE);
        counter.press(Key.CTRL_D);

        counter.expect("10000 1000000\n");
    }

    @Test
    void pastesAMegabyteToAKeyReader(ProcessRegistry processes) {
        BackgroundProcess counter = processes.start(Command.shell("stty raw -echo; echo ready; head -c 1000000 | wc -l")
                .inTerminal());
        counter.expect("ready");

        counter.write(MEGABYTE);

        counter.expect("10000");
    }
}
