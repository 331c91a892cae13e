package dev.curfew.examples;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import org.junit.jupiter.api.Test;

/** The size of a terminal, and the signal that reports a change. */
@WithBackgroundProcesses
@EnabledIfProgram({"stty", "sleep"})
class ResizeTests {

    @Test
    void startsWithTheSizeThatWasAskedFor(ProcessRegistry processes) {
        BackgroundProcess stty = processes.start(Command.of("stty", "size").inTerminal(new TerminalSize(132, 43)));

        stty.expect("43 132\n");
    }

    @Test
    void sendsASignalWithTheNewSize(ProcessRegistry processes) {
        BackgroundProcess watcher =
                processes.start(Command.shell("trap 'stty size' WINCH; echo ready; sleep 1000 & wait")
                        .inTerminal());
        watcher.expect("ready\n");

        watcher.resize(new TerminalSize(60, 20));

        watcher.expect("20 60\n");
    }
}
