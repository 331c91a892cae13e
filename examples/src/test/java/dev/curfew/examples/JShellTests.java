package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.examples.support.JavaPrograms;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

/** A line editor on the JVM, which completes what is typed. */
@WithBackgroundProcesses
class JShellTests {

    @Test
    void completesByTabAndEvaluates(ProcessRegistry processes) {
        BackgroundProcess jshell = processes.start(JavaPrograms.tool(
                        "jshell",
                        "-J-Djava.util.prefs.userRoot=" + processes.createDirectory(),
                        "--feedback",
                        "concise")
                .inTerminal());
        jshell.expect("jshell> ");

        jshell.write("\"curfew\".toUpp");
        jshell.press(Key.TAB);
        jshell.expect("erCase(");
        jshell.submit(")");
        jshell.expect("\"CURFEW\"");

        jshell.expect("jshell> ");
        jshell.submit("/exit 3");
        assertThat(jshell).exits().withCode(3);
    }
}
