package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interactive program on a terminal in a container. */
@WithBackgroundProcesses
@EnabledIfProgram({"docker", "sqlite3"})
class ContainerTerminalTests {

    private static Sandbox sandbox;

    private BackgroundProcess sqlite;

    @BeforeAll
    static void chooseImage() {
        sandbox = Sandbox.docker(ContainerEngine.DOCKER.debianLike());
    }

    @BeforeEach
    void startSqlite(ProcessRegistry processes) {
        sqlite = processes.enter(sandbox).start(Command.of("sqlite3").inTerminal(new TerminalSize(80, 24)));
        sqlite.expect("sqlite> ");
    }

    @Test
    void answersAtItsPrompt() {
        sqlite.submit("select 6 * 7;");

        sqlite.expect("42\nsqlite> ");
    }

    /** One statement, because SQLite loses an interrupt that arrives between two. */
    @Test
    void isInterruptedByControlC() {
        sqlite.submit("with recursive n(i) as (select 1 union all select i + 1 from n)"
                + " select 'run' || 'ning' union all select count(*) from n;");
        sqlite.expect("running\n");

        sqlite.press(Key.CTRL_C);

        sqlite.expect("nterrupt");
        sqlite.expect("sqlite> ");
    }

    @Test
    void knowsTheSizeOfTheTerminal() {
        sqlite.submit(".shell stty size");

        sqlite.expect("24 80\n");
    }

    @Test
    void leavesByControlD() {
        sqlite.press(Key.CTRL_D);

        assertThat(sqlite).exits().successfully();
    }
}
