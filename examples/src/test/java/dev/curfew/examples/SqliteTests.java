package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.terminal.Key;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A database shell: with its prompts on a terminal, and without them on pipes. */
@WithBackgroundProcesses
@EnabledIfProgram("sqlite3")
class SqliteTests {

    @Test
    void answersQueriesOnATerminal(ProcessRegistry processes) {
        Path history =
                processes.createDirectory().resolve("history"); // Not in the home of the user that runs the test.
        BackgroundProcess sqlite = processes.start(Command.of("sqlite3")
                .withEnv("SQLITE_HISTORY", history.toString())
                .inTerminal());
        sqlite.expect("sqlite> ");
        sqlite.submit("create table town (name text, people integer);");
        sqlite.expect("sqlite> ");
        sqlite.submit("insert into town values ('Zürich', 447082),");
        sqlite.expect("...> ");
        sqlite.submit("('Tōkyō', 14094034);");
        sqlite.expect("sqlite> ");

        sqlite.submit("select name from town where people > 1000000;");

        sqlite.expect("Tōkyō\nsqlite> ");
        sqlite.press(Key.CTRL_D);
        assertThat(sqlite).exits().successfully();
    }

    @Test
    void stopsAtTheFirstErrorOnPipes(ProcessRegistry processes) {
        BackgroundProcess sqlite =
                processes.start(Command.of("sqlite3", "-bail").separateErrors());

        sqlite.submit("select 6 * 7;");
        sqlite.expect("42\n");
        sqlite.submit("select nonsense;");

        sqlite.expect(Expectation.text("no such column: nonsense").fromErrors());
        assertThat(sqlite).exits().withCode(1);
    }
}
