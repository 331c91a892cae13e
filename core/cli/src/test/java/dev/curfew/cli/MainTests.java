package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... arguments) {
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Main.run(List.of(arguments), streams);
    }

    @Test
    void printsItsUsage() {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: curfew [-hV] COMMAND\n")
                .contains("Print the beginning and the end of a job's output");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(printed("help"));
    }

    private String printed(String... arguments) {
        out.reset();
        assertThat(run("", arguments)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsTheUsageOfACommand() {
        assertThat(printed("logs", "--help"))
                .startsWith("Usage: curfew logs [-h] [--follow] [--bytes=N] --jobs=FOLDER JOB\n");
        assertThat(printed("episodes", "run", "-h"))
                .startsWith("Usage: curfew episodes run [-h] FOLDER --results=FILE")
                .contains("All arguments that follow");
    }

    @Test
    void printsACompletionScript() {
        assertThat(printed("completion"))
                .startsWith("#!/usr/bin/env bash\n")
                .contains("complete -F _complete_curfew -o default curfew");
    }

    @Test
    void printsItsUsageAsAnErrorIfNothingIsAsked() {
        assertThat(run("")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("curfew: Missing required subcommand\nUsage: curfew [-hV] COMMAND\n");
    }

    @Test
    void printsItsVersion() {
        assertThat(run("", "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("curfew \\S+\n");
    }

    private String refused(String... arguments) {
        err.reset();
        assertThat(run("", arguments)).isEqualTo(2);
        assertThat(out.size()).isZero();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsTheCommandsThatThereAre() {
        assertThat(refused("fly"))
                .startsWith("curfew: Unmatched argument at index 0: 'fly'\nUsage: curfew ")
                .contains("\n  kill ");
    }

    @Test
    void suggestsWhatMayBeMeant() {
        assertThat(refused("kil"))
                .isEqualTo("curfew: Unmatched argument at index 0: 'kil'\nDid you mean: curfew kill?\n");
        assertThat(refused("ps", "--job"))
                .isEqualTo("curfew ps: Unknown option: '--job'\nPossible solutions: --jobs\n");
    }

    @Test
    void refusesArgumentsThatMcpDoesNotTake() {
        assertThat(refused("mcp", "--port", "80"))
                .startsWith(
                        "curfew mcp: Unknown options: '--port', '80'\nUsage: curfew mcp [-h] [--sandbox=SANDBOX]\n");
        assertThat(refused("mcp", "--sandbox", "nowhere:x"))
                .startsWith(
                        "curfew mcp: Invalid value for option '--sandbox': sandbox must be local or begin with one of ");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(refused("logs"))
                .startsWith("curfew logs: Missing required options and parameters: '--jobs=FOLDER', 'JOB'\nUsage: ");
        assertThat(refused("kill")).startsWith("curfew kill: Missing required parameter: 'PID|SESSION|JOB'\nUsage: ");
        assertThat(refused("ps", "--jobs"))
                .startsWith("curfew ps: Missing required parameter for option '--jobs' (FOLDER)\nUsage: ");
    }

    @Test
    void refusesPathsThatAreNone() {
        assertThat(refused("ps", "--jobs", "a\0b")).startsWith("curfew ps: Invalid value for option '--jobs'");
    }

    @Test
    void servesUntilItsInputEnds() {
        assertThat(run("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n", "mcp"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
        assertThat(err.size()).isZero();
    }
}
