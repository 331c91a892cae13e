package dev.curfew.docs.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.Bounds;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.RegistryClosedException;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.OutputEnded;
import dev.curfew.expect.ExpectationFailedException.PatternTooComplex;
import dev.curfew.expect.ExpectationFailedException.TimedOut;
import dev.curfew.expect.ExpectationFailedException.TooSilent;
import dev.curfew.expect.ExpectationFailedException.UnwantedOutput;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Resource;
import dev.curfew.process.Secrets;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Provokes each failure that a page describes. */
@WithBackgroundProcesses
class FailuresTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void programNotFound(ProcessRegistry processes) {
        Command command = Command.of("sqlite4", "test.db").withEnv("PATH", "/usr/local/bin:/usr/bin:/bin");

        assertFails("program-not-found", SpawnException.class, () -> processes.start(command));
    }

    @Test
    void nameHasBlanks(ProcessRegistry processes) {
        Command command = Command.of("ls -la").withEnv("PATH", "/usr/local/bin:/usr/bin:/bin");

        assertFails("name-has-blanks", SpawnException.class, () -> processes.start(command));
    }

    @Test
    void programNotExecutable(ProcessRegistry processes) throws IOException {
        Path script = Files.writeString(processes.createDirectory().resolve("run.sh"), "echo hello\n");

        assertFails("not-executable", SpawnException.class, () -> processes.start(Command.of(script.toString())));
    }

    @Test
    void interpreterMissing(ProcessRegistry processes) throws IOException {
        Path script = Files.writeString(processes.createDirectory().resolve("report.py"), "#!/opt/python/bin/python\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertFails("no-interpreter", SpawnException.class, () -> processes.start(Command.of(script.toString())));
    }

    @Test
    void directoryMissing(ProcessRegistry processes) {
        Command command = Command.of("ls").inDirectory(Path.of("/no/such/folder"));

        assertFails("no-directory", SpawnException.class, () -> processes.start(command));
    }

    @Test
    void limitUnavailable(ProcessRegistry processes) {
        Command command = Command.of("sort").withLimit(Resource.MEMORY_BYTES, 100_000_000);

        assertFails("limit-unavailable", SpawnException.class, () -> processes.start(command));
    }

    @Test
    void expectTimedOut(ProcessRegistry processes) {
        BackgroundProcess database = processes.start(
                Command.shell("echo starting; echo recovering; sleep 1000").withName("db"));
        database.peek(Expectation.text("recovering"));

        assertFails(
                "expect-timed-out",
                TimedOut.class,
                () -> database.expect(Expectation.text("ready").withTimeout(SHORT)));
    }

    @Test
    void textIsNoPattern(ProcessRegistry processes) {
        BackgroundProcess server =
                processes.start(Command.shell("echo port 8080; sleep 1000").withName("server"));
        server.peek(Expectation.text("8080"));

        assertFails(
                "text-is-no-pattern",
                TimedOut.class,
                () -> server.expect(Expectation.text("port \\d+").withTimeout(SHORT)));
    }

    @Test
    void secretWithheld(ProcessRegistry processes) {
        Command command = Command.shell("echo 'HOME is not set'; exit 1")
                .withName("deploy")
                .withSecrets(Secrets.NONE.and("HOME"));

        assertFails(
                "secret-withheld",
                OutputEnded.class,
                () -> processes.start(command).expect("deployed"));
    }

    @Test
    @RequiresProgram("python3")
    void nothingPrinted(ProcessRegistry processes) {
        Command python = Command.of("python3", "-c", "import time; print('ready'); time.sleep(1000)")
                .withoutEnv("PYTHONUNBUFFERED");

        assertFails(
                "nothing-printed",
                TimedOut.class,
                () -> processes.start(python).expect(Expectation.text("ready").withTimeout(Duration.ofSeconds(1))));
    }

    @Test
    void outputEnded(ProcessRegistry processes) {
        BackgroundProcess server = processes.start(
                Command.shell("echo 'bind: port 80 in use'; exit 1").withName("server"));

        assertFails("output-ended", OutputEnded.class, () -> server.expect("listening"));
    }

    @Test
    void unwantedOutput(ProcessRegistry processes) {
        BackgroundProcess database = processes.start(
                Command.shell("echo 'FATAL: disk full'; sleep 1000").withName("db"));

        assertFails(
                "unwanted-output",
                UnwantedOutput.class,
                () -> database.expect(Expectation.text("ready").butNot("FATAL")));
    }

    @Test
    void patternTooComplex(ProcessRegistry processes) {
        BackgroundProcess letters =
                processes.start(Command.shell("yes ab | head -n 50000").withName("letters"));
        letters.waitFor();

        assertFails(
                "pattern-too-complex",
                PatternTooComplex.class,
                () -> letters.expect(Expectation.regex("(?:a|b|\\n)*c")));
    }

    @Test
    void tooSilent(ProcessRegistry processes) {
        BackgroundProcess build =
                processes.start(Command.shell("echo downloading; sleep 1000").withName("build"));
        build.peek(Expectation.text("downloading"));

        assertFails(
                "too-silent",
                TooSilent.class,
                () -> build.expect(Expectation.text("BUILD SUCCESS").withMaxSilence(SHORT)));
    }

    @Test
    void notReady(ProcessRegistry processes) {
        BackgroundProcess shop = processes.start("echo migrating; exec sleep 1000");
        shop.peek(Expectation.text("migrating"));

        assertFails(
                "not-ready-combined",
                NotReadyException.class,
                () -> shop.await(Readiness.text("migrating")
                        .and(Readiness.file("/srv/shop/ready"))
                        .withTimeout(Duration.ofSeconds(5))));
    }

    @Test
    void waitTimedOut(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Command.of("cat"));

        assertFails("wait-timed-out", WaitTimeoutException.class, () -> cat.waitFor(SHORT));
    }

    @Test
    void unexpectedScreen(ProcessRegistry processes) {
        BackgroundProcess menu = processes.start(
                Command.shell("printf 'Open  Save'; cat").withName("menu").inTerminal(new TerminalSize(20, 2)));
        menu.awaitScreen(screen -> screen.contains("Save"));

        assertFails(
                "unexpected-screen",
                UnexpectedScreenException.class,
                () -> menu.locate(Locator.text("Save").after(Locator.text("Settings")), SHORT));
    }

    @Test
    void inputAfterTheEnd(ProcessRegistry processes) {
        BackgroundProcess over = processes.start("echo bye; exit 0");
        over.waitFor();

        assertFails("input-after-end", ProcessInputException.class, () -> over.submit("one more"));
    }

    @Test
    void lineTooLong(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Command.of("cat").inTerminal());

        assertFails("line-too-long", ProcessInputException.class, () -> cat.submit("x".repeat(5000)));
    }

    @Test
    void secretShown() {
        RegistryOptions options = RegistryOptions.DEFAULT.withTimeout(SHORT);
        try (ProcessRegistry processes = ProcessRegistry.open(options)) {
            BackgroundProcess cat = processes.start(Command.of("cat").inTerminal());

            assertFails("secret-shown", ProcessInputException.class, () -> cat.submitSecret("open sesame"));
        }
    }

    @Test
    void mouseOff(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Command.of("cat").inTerminal());

        assertFails("mouse-off", ProcessInputException.class, () -> cat.click(0, 0));
    }

    @Test
    void inputNotRead() {
        RegistryOptions options = RegistryOptions.DEFAULT.withTimeout(SHORT);
        try (ProcessRegistry processes = ProcessRegistry.open(options)) {
            BackgroundProcess sleeper = processes.start(Command.of("sleep", "1000"));

            assertFails("input-not-read", ProcessInputException.class, () -> sleeper.write(new byte[1_000_000]));
        }
    }

    @Test
    void tooManyProcesses() {
        RegistryOptions options = RegistryOptions.DEFAULT.withBounds(Bounds.DEFAULT.withMaxRunning(1));
        try (ProcessRegistry processes = ProcessRegistry.open(options)) {
            processes.start(Command.of("sleep", "1000"));

            assertFails("too-many-processes", TooManyProcessesException.class, () -> processes.start("echo hi"));
        }
    }

    @Test
    void registryClosed() {
        ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("GreeterTests.greets()"));
        processes.close();

        assertFails("registry-closed", RegistryClosedException.class, () -> processes.start("./greeter"));
    }

    private static void assertFails(String name, Class<? extends Exception> type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(type)
                .satisfies(failure -> Documented.message(name, failure.getMessage()));
    }
}
