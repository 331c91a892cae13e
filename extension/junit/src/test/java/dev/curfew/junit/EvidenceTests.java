package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a failed test reports about its processes. */
class EvidenceTests {

    private static final Command GREETER = Command.shell("echo 'What is your name? '; read name; echo \"$name\"")
            .withName("greeter");

    @TempDir
    private Path directory;

    private TestRun run(Class<?> testCase) {
        return TestRun.of(testCase, Map.of("curfew.evidence.directory", directory.toString()));
    }

    /** {@return what was added to a failure, with numbers that vary replaced} */
    private String told(Throwable failure) {
        List<Throwable> added = Arrays.stream(failure.getSuppressed())
                .filter(suppressed -> suppressed.getClass().getSimpleName().equals("ProcessesAtFailure"))
                .toList();
        assertThat(added).hasSize(1);
        assertThat(added.get(0).getStackTrace()).isEmpty();
        return added.get(0)
                .getMessage()
                .replace(", waiting for input)", ")")
                .replaceAll("pid \\d+", "pid 1")
                .replaceAll("(up|after) [\\d.]+ m?s\\)", "$1 1 s)")
                .replaceAll("file://\\Q" + directory + "\\E(.*)/processes-\\d+-\\d+-\\d+-\\d+", "URL$1")
                .replaceAll("\\Q" + directory + "\\E(.*)/processes-\\d+-\\d+-\\d+-\\d+", "DIR$1");
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), EvidenceTests::content));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void showsStateCommandAndLastOutputAsTheyWereBeforeTheEnd() {
        assertThat(told(run(FailingCase.class).onlyFailure())).isEqualTo("""
                Processes of [EvidenceTests.FailingCase.fails()] when it failed
                  process:      [greeter]
                  state:        running (pid 1, up 1 s)
                  command:      echo 'What is your name? '; read name; echo "$name"
                  streams:      pipes
                  last output:  (1 line)
                    | What is your name?\s
                  process:      [job]
                  state:        exited with code 3 (pid 1, after 1 s)
                  command:      echo out; echo err >&2; exit 3
                  streams:      pipes, errors apart
                  last output:  (1 line)
                    | out
                  last errors:  (1 line)
                    | err
                  transcripts:  DIR/EvidenceTests.FailingCase.fails_
                  page:         URL/EvidenceTests.FailingCase.fails_/index.html""");
    }

    @Test
    void writesTranscriptsAndPublishesThem() throws IOException {
        TestRun run = run(FailingCase.class);

        Map<String, String> files = files();
        assertThat(files)
                .containsOnlyKeys("processes.txt", "1-greeter.out.txt", "2-job.out.txt", "2-job.err.txt", "index.html")
                .containsEntry("1-greeter.out.txt", "What is your name? \n")
                .containsEntry("2-job.out.txt", "out\n")
                .containsEntry("2-job.err.txt", "err\n");
        assertThat(files.get("processes.txt"))
                .startsWith(
                        "Processes of [EvidenceTests.FailingCase.fails()] when it failed\n  process:      [greeter]\n")
                .endsWith("    | err\n");
        assertThat(run.entries("curfew.evidence")).singleElement().asString().satisfies(entry -> {
            assertThat(entry.lines()).hasSize(5).allSatisfy(line -> {
                assertThat(line).startsWith("[[ATTACHMENT|" + directory).endsWith("]]");
                assertThat(Path.of(line.substring("[[ATTACHMENT|".length(), line.length() - 2)))
                        .exists();
            });
        });
    }

    @Test
    void showsTheScreenOfProgramsThatDraw() throws IOException {
        String screen = """
                  screen:       (20 columns, 4 rows, the last 2 empty and left out; cursor in row 1, column 6)
                    | +--------------------+
                    | |                    |
                    | |> quit              |
                    | +--------------------+
                """;

        assertThat(told(run(DrawingCase.class).onlyFailure())).contains(screen);
        assertThat(files().get("processes.txt")).contains(screen);
    }

    @Test
    void writesNoSecrets() throws IOException {
        Throwable failure = run(LeakingCase.class).onlyFailure();

        assertThat(files()).containsEntry("1-leak.out.txt", "key [redacted]\n[redacted]\n[redacted]\nover\n");
        assertThat(told(failure) + files())
                .contains("    | key [redacted]\n    | [redacted]")
                .doesNotContain("0123-4567-89", "in-a-file", "ghp_0");
    }

    @Test
    void showsNoSecretThatContainsAnEscapeSequence() throws IOException {
        run(LeakingColorsCase.class);

        assertThat(files().get("index.html"))
                .contains("Printed</span>\n<pre class=\"printed\" tabindex=\"0\">\nkey [redacted] over</pre>")
                .doesNotContain("4567");
    }

    @Test
    void writesNoSecretsThatWereTyped() throws IOException {
        Throwable failure = run(TypingCase.class).onlyFailure();

        assertThat(files()).containsEntry("1-cat.out.txt", "[redacted]\n");
        assertThat(told(failure) + files()).doesNotContain("hunter2");
    }

    @Test
    void writesNoSecretsInRecordings() throws IOException {
        run(LeakingRecordingCase.class);

        Map<String, String> files = files();
        assertThat(files.get("index.html")).contains("Wrote &quot;[redacted]&quot; line feed");
        assertThat(content(files, ".cast")).contains("key [redacted]");
        assertThat(content(files, ".svg")).contains("key [redacted]");
        assertThat(files.toString()).doesNotContain("bravo");
    }

    @Test
    void showsTheCourseOfTheTestOnAPage() throws IOException {
        run(FailingCase.class);

        assertThat(files().get("index.html"))
                .startsWith("<!DOCTYPE html>\n")
                .contains("<h1>EvidenceTests.FailingCase.fails()</h1>")
                .containsSubsequence(
                        "Started echo &#39;What is your name? &#39;; read name",
                        "Printed</span>\n<pre class=\"printed\" tabindex=\"0\">\nWhat is your name?</pre>",
                        "Expected &quot;name? &quot;: printed after ",
                        "Waited for the end: ended after ",
                        "Expected &quot;err&quot; on standard error: printed after ",
                        "id=\"failure\"",
                        "The test failed: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void recordsTerminals() throws IOException {
        run(DrawingCase.class);

        Map<String, String> files = files();
        assertThat(files.keySet())
                .filteredOn(name -> name.startsWith("1-"))
                .extracting(name -> name.substring(name.lastIndexOf('.')))
                .containsExactlyInAnyOrder(".txt", ".cast", ".raw", ".svg");
        assertThat(content(files, ".cast"))
                .startsWith("{\"version\": 2, \"width\": 20, \"height\": 4, ")
                .contains(", \"o\", \"\\u001b[2J")
                .contains(", \"m\", \"Waited for the screen: shown after ");
        assertThat(content(files, ".raw")).contains("\u001B[2;1H> quit");
        assertThat(content(files, ".svg")).contains(">&gt; quit</text>");
        assertThat(files.get("index.html"))
                .doesNotContain("Printed") // Of a program that draws, the timeline shows screens.
                .contains("shown after ", "<summary>Screen</summary>")
                .contains("<pre class=\"screen\" style=\"--columns: 20\" tabindex=\"0\">\n\n&gt; quit</pre>")
                .contains("\"rows\": {\"1\": [[\"\\u003e quit\", \"\"]]}");
    }

    private static String content(Map<String, String> files, String end) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void escapesWhatProgramsPrint() throws IOException {
        run(HostileCase.class);

        assertThat(files().get("index.html"))
                .contains("&lt;/pre&gt;&lt;script&gt;document.title = 1&lt;/script&gt;")
                .doesNotContain("<script>document")
                .doesNotContain("<img")
                .doesNotContain("\u202E");
    }

    @Test
    void showsNoPasswordsThatWereTyped() throws IOException {
        run(PasswordCase.class);

        assertThat(files().toString())
                .contains("Typed &quot;visible name&quot; ENTER")
                .contains("Typed 13 characters without echo ENTER")
                .doesNotContain("hidden secret");
    }

    @Test
    void writesThePageOfPassedTestsOnRequest() throws IOException {
        Map<String, String> always =
                Map.of("curfew.evidence", "always", "curfew.evidence.directory", directory.toString());

        TestRun.of(PassingCase.class, always).requireAllPassed();

        assertThat(files()).containsOnlyKeys("processes.txt", "1-cat.out.txt", "index.html");
        assertThat(files().get("index.html")).contains(">No failure<").doesNotContain("id=\"failure\"");
        assertThat(files().get("processes.txt"))
                .startsWith("Processes of [EvidenceTests.PassingCase.passes()] at its end\n");
    }

    @Test
    void doesNotRepeatWhatTheFailureTells() {
        Throwable failure = run(ExpectingCase.class).onlyFailure();

        assertThat(failure).hasMessageContaining("  last output:  (1 line)\n    | What is your name? \n");
        assertThat(told(failure)).isEqualTo("""
                Processes of [EvidenceTests.ExpectingCase.fails()] when it failed
                  process:      [greeter], described by the failure itself
                  transcripts:  DIR/EvidenceTests.ExpectingCase.fails_
                  page:         URL/EvidenceTests.ExpectingCase.fails_/index.html""");
    }

    @Test
    void showsTheProcessesOfTheClassToo() {
        assertThat(told(run(OfClassCase.class).onlyFailure())).isEqualTo("""
                Processes of [EvidenceTests.OfClassCase.fails()] when it failed
                  process:      [client]
                  state:        running (pid 1, up 1 s)
                  command:      cat
                  streams:      pipes
                  last output:  (none)
                  process:      [db] of EvidenceTests.OfClassCase
                  state:        running (pid 1, up 1 s)
                  command:      cat
                  streams:      pipes
                  last output:  (none)
                  transcripts:  DIR/EvidenceTests.OfClassCase.fails_
                  page:         URL/EvidenceTests.OfClassCase.fails_/index.html""");
    }

    @Test
    void explainsFailuresOfEveryPhase() {
        assertThat(told(run(FailingBeforeAllCase.class).onlyFailure()))
                .startsWith("Processes of [EvidenceTests.FailingBeforeAllCase] when it failed\n")
                .contains("state:        running");
        assertThat(told(run(FailingAfterEachCase.class).onlyFailure()))
                .startsWith("Processes of [EvidenceTests.FailingAfterEachCase.passes()] when it failed\n")
                .contains("state:        running");
        assertThat(told(run(FailingConstructorCase.class).onlyFailure()))
                .startsWith("Processes of [EvidenceTests.FailingConstructorCase()] when it failed\n")
                .contains("state:        running");
    }

    @Test
    void explainsDynamicTests() {
        assertThat(told(run(DynamicCase.class).onlyFailure())).startsWith("""
                        Processes of [EvidenceTests.DynamicCase.tests() group broken] when it failed
                          process:      [cat] of EvidenceTests.DynamicCase.tests()
                          state:        running""");
    }

    @Test
    void limitsWhatItShowsAndWritesAll() throws IOException {
        assertThat(told(run(CrowdCase.class).onlyFailure()))
                .contains("\n  process:      [cat]\n")
                .contains("\n  more:         4 more processes, in the transcripts\n");
        assertThat(files()).hasSize(1 + 20 + 1).containsKey("20-cat.out.txt");
    }

    @Test
    void writesFilesThoughTheThreadIsInterrupted() throws IOException {
        assertThat(told(run(InterruptedCase.class).onlyFailure())).contains("transcripts:  DIR");
        assertThat(files()).containsKey("1-cat.out.txt");
    }

    @Test
    void saysWhyThereAreNoTranscripts() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        TestRun run = TestRun.of(InterruptedCase.class, Map.of("curfew.evidence.directory", file.toString()));

        assertThat(told(run.onlyFailure()))
                .contains("  transcripts:  could not be written: java.nio.file.FileSystemException: " + file);
        assertThat(run.entries("curfew.evidence")).isEmpty();
    }

    @Test
    void isSilentWithoutFailureProcessesOrWish() throws IOException {
        run(PassingCase.class).requireAllPassed();
        assertThat(run(AbortedCase.class).onlyFailure().getSuppressed()).isEmpty();
        assertThat(run(FailingWithoutProcessesCase.class).onlyFailure().getSuppressed())
                .isEmpty();
        TestRun unwanted = TestRun.of(
                FailingCase.class,
                Map.of("curfew.evidence", "false", "curfew.evidence.directory", directory.toString()));
        assertThat(unwanted.onlyFailure().getSuppressed()).isEmpty();

        assertThat(files()).isEmpty();
    }

    @WithBackgroundProcesses
    static class FailingCase {
        @Test
        void fails(ProcessRegistry processes) {
            processes.start(GREETER).expect("name? ");
            Command job = Command.shell("echo out; echo err >&2; exit 3").withName("job");
            BackgroundProcess ended = processes.start(job.separateErrors());
            ended.waitFor();
            ended.expect("out");
            ended.expect(Expectation.text("err").fromErrors());
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class DrawingCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command menu = Command.shell("printf '\\033[2J\\033[Hstart\\033[H\\033[K\\033[2;1H> quit'; cat");
            BackgroundProcess program = processes.start(menu.inTerminal(new TerminalSize(20, 4)));
            program.awaitScreen(screen -> screen.contains("quit"));
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class HostileCase {
        @Test
        void fails(ProcessRegistry processes) {
            String hostile = "</pre><script>document.title = 1</script><img src=x onerror='document.title = 1'>\u202E";
            Command echo = Command.of("printf", "%s\\n", hostile, "over").withName(hostile);
            processes.start(echo.inTerminal()).expect("over");
            throw new IllegalStateException(hostile);
        }
    }

    @WithBackgroundProcesses
    static class PasswordCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command login = Command.shell("echo Name; read name; stty -echo; echo Password; read password; echo over");
            BackgroundProcess process = processes.start(login.inTerminal());
            process.expect("Name");
            process.submit("visible name");
            process.expect("Password");
            process.submit("hidden secret");
            process.expect("over");
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class LeakingCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command leaking = Command.shell("echo \"key $DEPLOY_TOKEN\"; cat \"$KEY_FILE\"; echo ghp_$FILL; echo over")
                    .withEnv("DEPLOY_TOKEN", "0123-4567-89")
                    .withEnv("FILL", "0123456789abcdefghij0123456789")
                    .withSecretFile("KEY_FILE", "in-a-file\n");
            processes.start(leaking.withName("leak")).expect("over");
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class LeakingColorsCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command leaking = Command.shell("printf 'key 0123\\033[1m%s\\033[m over' \"${DEPLOY_TOKEN#0123}\"; cat")
                    .withEnv("DEPLOY_TOKEN", "0123-4567-89");
            processes.start(leaking.inTerminal()).expect("over");
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class TypingCase {
        @Test
        void fails(ProcessRegistry processes) {
            BackgroundProcess cat = processes.start(Command.of("cat"));
            cat.submitSecret("hunter2");
            cat.expect("hunter2\n");
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class LeakingRecordingCase {
        @Test
        void fails(ProcessRegistry processes) {
            String secret = "alpha\"bravo\\charlie";
            Command show = Command.shell("printf '\\033[2J\\033[Hkey %s\\n' \"$DEPLOY_TOKEN\"; read typed; cat")
                    .withEnv("DEPLOY_TOKEN", secret);
            BackgroundProcess terminal = processes.start(show.inTerminal());
            terminal.awaitScreen(screen -> screen.contains(secret));
            terminal.submit(secret);
            processes.start("cat").submit(secret);
            throw new IllegalStateException("on purpose: " + secret);
        }
    }

    @WithBackgroundProcesses
    static class ExpectingCase {
        @Test
        void fails(ProcessRegistry processes) {
            BackgroundProcess greeter = processes.start(GREETER);
            greeter.expect("name? ");
            greeter.expect(Expectation.text("Hello").withTimeout(Duration.ofMillis(10)));
        }
    }

    @WithBackgroundProcesses
    static class OfClassCase {
        @BeforeAll
        static void start(ProcessRegistry processes) {
            processes.start(Command.of("cat").withName("db"));
        }

        @Test
        void fails(ProcessRegistry processes) {
            processes.start(Command.of("cat").withName("client"));
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingBeforeAllCase {
        @BeforeAll
        static void fails(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingAfterEachCase {
        @Test
        void passes(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
        }

        @AfterEach
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingConstructorCase {
        FailingConstructorCase(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class DynamicCase {
        @RegisterExtension
        static final BackgroundProcessesExtension SECOND = new BackgroundProcessesExtension();

        @TestFactory
        DynamicNode tests(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
            return DynamicContainer.dynamicContainer(
                    "group",
                    List.of(DynamicTest.dynamicTest("fine", () -> {}), DynamicTest.dynamicTest("broken", () -> {
                        throw new IllegalStateException("on purpose");
                    })));
        }
    }

    @WithBackgroundProcesses
    static class CrowdCase {
        @Test
        void fails(ProcessRegistry processes) {
            for (int i = 0; i < 20; i++) {
                processes.start(Command.of("cat"));
            }
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class InterruptedCase {
        @Test
        void fails(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
            Thread.currentThread().interrupt();
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class PassingCase {
        @Test
        void passes(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
        }
    }

    @WithBackgroundProcesses
    static class AbortedCase {
        @Test
        void isAborted(ProcessRegistry processes) {
            processes.start(Command.of("cat"));
            Assumptions.abort("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingWithoutProcessesCase {
        @Test
        void fails(ProcessRegistry processes) {
            throw new IllegalStateException("on purpose, with " + processes.processes());
        }
    }
}
