package dev.curfew.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** The same tests without a library: reads have no timeout, and only the shell itself is killed. */
final class ProcessBuilderTests {

    private @Nullable Process started;

    @AfterEach
    void killProcess() throws InterruptedException {
        if (started != null) {
            started.destroyForcibly().waitFor();
        }
    }

    @RepeatedTest(Suite.EACH)
    void seesAGreeting() throws IOException, InterruptedException {
        Process greeter = start(Suite.GREETER);
        expect(greeter, "hello");
        assertExits(greeter, 0);
    }

    @RepeatedTest(Suite.EACH)
    void answersAQuestion() throws IOException, InterruptedException {
        Process asker = start(Suite.ASKER);
        expect(asker, "name? ");
        submit(asker, "Ada");
        expect(asker, "hello, Ada");
        assertExits(asker, 0);
    }

    @RepeatedTest(Suite.EACH)
    void seesAFailure() throws IOException, InterruptedException {
        Process failing = start(Suite.FAILING);
        expect(failing, "oops");
        assertExits(failing, 3);
    }

    @RepeatedTest(Suite.EACH)
    void exchangesLines() throws IOException, InterruptedException {
        Process cat = start(Suite.CAT);
        for (String line : List.of("one", "two", "three")) {
            submit(cat, line);
            expect(cat, line + "\n");
        }
        cat.outputWriter().close();
        assertExits(cat, 0);
    }

    @RepeatedTest(Suite.EACH)
    void leavesAServer() throws IOException {
        Process server = start(Suite.SERVER);
        expect(server, "listening");
    }

    private Process start(String line) throws IOException {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        started = process;
        return process;
    }

    private static void expect(Process process, String text) throws IOException {
        BufferedReader reader = process.inputReader();
        StringBuilder output = new StringBuilder();
        while (output.indexOf(text) < 0) {
            int read = reader.read();
            if (read < 0) {
                fail("Output must contain [%s]: %s", text, output);
            }
            output.append((char) read);
        }
    }

    private static void submit(Process process, String line) throws IOException {
        BufferedWriter writer = process.outputWriter();
        writer.write(line + "\n");
        writer.flush();
    }

    private static void assertExits(Process process, int code) throws InterruptedException {
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
    }
}
