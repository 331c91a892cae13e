package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Locator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table that is redrawn all the time, whose rows and columns are found wherever they are. */
@WithBackgroundProcesses
@EnabledIfProgram("htop")
class HtopTests {

    private static final Locator HEADER = Locator.pattern(Pattern.compile("PID.*Command"));

    @Test
    void sortsTheProcesses(ProcessRegistry processes) {
        BackgroundProcess first = processes.start("sleep 1001");
        BackgroundProcess second = processes.start("sleep 1002");
        BackgroundProcess htop = startHtop(processes, first, second);
        Locator firstRow = Locator.text("sleep 1001").after(HEADER);
        Locator secondRow = Locator.text("sleep 1002").after(HEADER);
        htop.locate(firstRow.before(secondRow));

        htop.write("I");

        htop.locate(secondRow.before(firstRow));
        htop.write("q");
        assertThat(htop).exits().successfully();
    }

    @Test
    void showsThePidInItsColumn(ProcessRegistry processes) {
        BackgroundProcess sleeper = processes.start("sleep 1001");

        BackgroundProcess htop = startHtop(processes, sleeper);

        int end = htop.locate(Locator.text("PID").inRowOf(HEADER)).column() + 2;
        htop.locate(Locator.pattern(Pattern.compile(" *" + sleeper.pid() + "$"))
                .inColumns(0, end)
                .inRowOf(Locator.text("sleep 1001")));
    }

    @Test
    void sendsASignal(ProcessRegistry processes) {
        BackgroundProcess sleeper = processes.start("sleep 1001");
        BackgroundProcess htop = startHtop(processes, sleeper);

        htop.press(Key.function(9));
        htop.locate(Locator.text("15 SIGTERM"));
        htop.press(Key.ENTER);

        assertThat(sleeper).exits().bySignal(Signal.TERM);
    }

    private static BackgroundProcess startHtop(ProcessRegistry processes, BackgroundProcess... shown) {
        String pids = Stream.of(shown).map(process -> "" + process.pid()).collect(Collectors.joining(","));
        BackgroundProcess htop = processes.start(Command.of("htop", "--sort-key=Command", "--pid=" + pids)
                .withTemporaryHome()
                .inTerminal(new TerminalSize(120, 50)));
        htop.locate(Locator.text("sleep 1001"));
        return htop;
    }
}
