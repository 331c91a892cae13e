package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.UnwantedOutput;
import dev.curfew.expect.Match;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class ExpectingTests {

    @Test
    @RequiresProgram("sqlite3")
    void expectsText(ProcessRegistry processes) {
        // snippet:text
        BackgroundProcess sqlite = processes.start(Command.of("sqlite3").inTerminal());

        sqlite.expect("sqlite> ");
        sqlite.submit("select 6 * 7;");
        sqlite.expect("42");
        sqlite.expect("sqlite> ");
        // end
    }

    @Test
    @RequiresProgram("python3")
    void expectsAPattern(ProcessRegistry processes) {
        // snippet:pattern
        BackgroundProcess server = processes.start("python3 -u -m http.server 0");

        Match match = server.expect(Pattern.compile("port (?<port>\\d+)"));

        int port = Integer.parseInt(match.group("port"));
        assertThat(port).isPositive();
        assertThat(match.before()).startsWith("Serving HTTP on");
        // end
    }

    @Test
    @RequiresProgram("ssh-keygen")
    void expectsOneOfSeveral(ProcessRegistry processes) {
        String key = processes.createDirectory().resolve("key").toString();
        processes
                .start(Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key))
                .waitFor();
        // snippet:alternatives
        BackgroundProcess keygen = processes.start(
                Command.of("ssh-keygen", "-t", "ed25519", "-f", key).inTerminal());

        Match match = keygen.expect(Expectation.anyOf("Enter passphrase", "Overwrite (y/n)? "));

        if (match.alternative() == 1) {
            keygen.submit("y");
            keygen.expect("Enter passphrase");
        }
        // end
        assertThat(match.alternative()).isEqualTo(1);
    }

    @Test
    void failsFast(ProcessRegistry processes) {
        // snippet:but-not
        BackgroundProcess database = processes.start("echo 'FATAL: disk full'; sleep 1000");

        Expectation ready = Expectation.text("ready to accept connections")
                .butNot(Pattern.compile("FATAL.*"))
                .withTimeout(Duration.ofMinutes(1));

        assertThatThrownBy(() -> database.expect(ready)).isInstanceOf(UnwantedOutput.class);
        // end
    }

    @Test
    void waitsAsLongAsItIsTold(ProcessRegistry processes) {
        BackgroundProcess build = processes.start("for i in 1 2 3; do echo compiling $i; done; echo BUILD SUCCESS");
        // snippet:timeouts
        build.expect(Expectation.regex("BUILD (SUCCESS|FAILURE)")
                .withTimeout(Duration.ofMinutes(5))
                .withMaxSilence(Duration.ofSeconds(20)));
        // end
    }

    @Test
    void looksBack(ProcessRegistry processes) {
        BackgroundProcess migration = processes.start("echo table users; echo table orders; echo done");
        // snippet:from
        migration.expect("done");

        migration.expect(Expectation.text("table users").from(OutputMark.START));
        // end
    }

    @Test
    void looksAhead(ProcessRegistry processes) {
        BackgroundProcess migration = processes.start("echo table users; echo table orders; echo done");
        // snippet:peek
        Match seen = migration.peek(Expectation.text("table"));
        Match same = migration.expect("table");
        assertThat(same.end()).isEqualTo(seen.end());

        migration.expect("table");
        // end
    }

    @Test
    void waitsForTheWholeNumber(ProcessRegistry processes) {
        // snippet:settle
        BackgroundProcess server = processes.start("printf 'port 80'; echo 80");

        String port = server.expect(Pattern.compile("port (\\d+)\n")).group(1);

        assertThat(port).isEqualTo("8080");
        // end
    }

    @Test
    void seesColors(ProcessRegistry processes) {
        // snippet:raw
        BackgroundProcess grep = processes.start("echo one two | grep --color=always two");

        grep.expect("one two");
        grep.expect(Expectation.regex("\u001B\\[[0-9;]*m").raw().from(OutputMark.START));
        // end
    }

    @Test
    void looksIntoErrors(ProcessRegistry processes) {
        // snippet:errors
        BackgroundProcess process = processes.start(
                Command.shell("echo 3 files; echo 'careful' >&2").separateErrors());

        process.expect("3 files");
        process.expect(Expectation.text("careful").fromErrors());
        // end
    }

    @Test
    void waitsForADaemon(ProcessRegistry processes) {
        // snippet:past-exit
        BackgroundProcess starter = processes.start("(sleep 0.2; echo listening; sleep 1000) &");

        assertThat(starter).exits().withCode(0);
        starter.expect(Expectation.text("listening").pastExit());
        // end
    }
}
