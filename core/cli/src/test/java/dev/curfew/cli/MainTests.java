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
                .startsWith("curfew COMMAND")
                .contains("mcp [--sandbox WORD]");
    }

    @Test
    void printsItsUsageAsAnErrorIfNothingIsAsked() {
        assertThat(run("")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("curfew COMMAND");
    }

    @Test
    void printsItsVersion() {
        assertThat(run("", "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("curfew \\S+\n");
    }

    @Test
    void listsTheCommandsThatThereAre() {
        assertThat(run("", "fly")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("curfew: Unknown command \"fly\"; the commands are: ");
    }

    @Test
    void refusesArgumentsThatMcpDoesNotTake() {
        assertThat(run("", "mcp", "--port", "80")).isEqualTo(2);
        assertThat(run("", "mcp", "--sandbox", "nowhere:x")).isEqualTo(2);
        assertThat(out.size()).isZero();
    }

    @Test
    void servesUntilItsInputEnds() {
        assertThat(run("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n", "mcp"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
        assertThat(err.size()).isZero();
    }
}
