package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No message contains a value that evidence would redact; the output of a process itself is never changed. */
@ExtendWith(OwnScope.class)
class SecretsInMessagesTests {

    private static final String KEY = "0123-4567-89";
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Command telling =
            Command.shell("echo key $API_TOKEN; cat # " + KEY).withEnv("API_TOKEN", KEY);

    @Test
    void expectationsShowNone(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(telling);

        assertThat(process.expect("key " + KEY + "\n").text()).contains(KEY);
        assertThat(process.output().text()).contains(KEY);
        assertHidden(
                ExpectationFailedException.TimedOut.class,
                () -> process.expect(Expectation.text("another " + KEY).withTimeout(SHORT)));
    }

    @Test
    void whatMustNotBePrintedShowsNone(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(telling);

        assertHidden(
                ExpectationFailedException.UnwantedOutput.class,
                () -> process.expect(Expectation.text("never").butNot(KEY)));
    }

    @Test
    void waitsShowNone(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(telling);
        process.expect(KEY);

        assertHidden(WaitTimeoutException.class, () -> process.waitFor(SHORT));
        assertThat(process.diagnosis().render()).contains("key [redacted]").doesNotContain(KEY);
    }

    @Test
    void submittedOnesAreNotShown(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("cat"));

        process.submitSecret("typed-" + KEY);
        process.expect("typed-" + KEY + "\n");

        assertHidden(WaitTimeoutException.class, () -> process.waitFor(SHORT));
        assertThat(process.redaction().redact("typed-" + KEY)).isEqualTo("[redacted]");
    }

    @Test
    void startsThatFailShowNone(ProcessRegistry registry) {
        Command missing = Command.of("/nowhere/program", "--key=" + KEY).withEnv("API_TOKEN", KEY);
        Command elsewhere = Command.of("cat", "--key=" + KEY)
                .inDirectory(Path.of("/nowhere"))
                .withEnv("API_TOKEN", KEY);

        assertHidden(SpawnException.class, () -> registry.start(missing));
        assertHidden(SpawnException.class, () -> registry.start(elsewhere));
    }

    @Test
    void commandLinesShowNone() {
        assertThat(telling).hasToString("echo key $API_TOKEN; cat # [redacted]");
        assertThat(Command.of("login", KEY + "'s").withEnv("API_TOKEN", KEY + "'s"))
                .hasToString("login '[redacted]'");
        assertThat(telling.argv()).last().asString().endsWith(KEY);
    }

    private static void assertHidden(Class<? extends CurfewException> type, ThrowingCallable failing) {
        assertThatExceptionOfType(type)
                .isThrownBy(failing)
                .withMessageContaining("[redacted]")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(KEY));
    }
}
