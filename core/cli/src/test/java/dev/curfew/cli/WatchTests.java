package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Watches a process of one JVM from another one. */
class WatchTests extends CliTestCase {

    private BackgroundProcess build(String kind) {
        List<String> argv = new ArrayList<>(Cli.jvm(temp, List.of(), Build.class));
        argv.add(kind);
        BackgroundProcess jvm = registry.start(Command.of(argv).withName("build"));
        jvm.expect("started\n");
        return jvm;
    }

    private BackgroundProcess watcher(String process) {
        List<String> argv = new ArrayList<>(Cli.jvm(temp, List.of(), Main.class));
        argv.addAll(List.of("watch", process));
        return registry.start(Command.of(argv).withName("watcher").separateErrors());
    }

    private List<String> sockets() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("view-"))
                    .toList();
        }
    }

    @Test
    void showsOutputWhileTheProcessRuns() throws IOException {
        BackgroundProcess jvm = build("lines");
        BackgroundProcess watcher = watcher("echo");

        watcher.expect("hello [redacted]\n");
        assertThat(sockets()).isEmpty();
        jvm.submit("one");
        watcher.expect("got one\n");
        jvm.submit("two");
        watcher.expect("got two\n");
        jvm.closeInput();

        assertThat(watcher.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(watcher.errors().text()).startsWith("[echo] exited with code 0 (pid ");
        assertThat(watcher.output().text()).doesNotContain("s3cret");
    }

    @Test
    void showsTheScreenOfAProgramThatDraws() {
        build("screen");
        BackgroundProcess watcher = watcher("echo");

        watcher.expect("+----");
        watcher.expect("|  > Save ");
    }

    @Test
    void endsWithTheSession() {
        BackgroundProcess jvm = build("lines");
        BackgroundProcess watcher = watcher("echo");
        watcher.expect("hello");

        jvm.signal(Signal.KILL);

        assertThat(watcher.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(watcher.errors().text()).isEqualTo("curfew: The session has ended\n");
    }

    @Test
    void listsTheProcesses() {
        build("lines");

        Cli.Said said = curfew("watch");

        assertThat(said.out()).matches("\\d+  \\[echo] of build: echo hello .*\n");
        assertThat(said.code()).isZero();
    }

    @Test
    void refusesAnUnknownProcess() {
        Cli.Said said = curfew("watch", "echo");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("curfew: No process, or more than one, has the name, pid or id \"echo\":\n"
                        + "No process of a session of this user in " + temp + " is running\n");
    }

    @Test
    void refusesAProcessOfTwoSessions() {
        build("lines");
        build("lines");

        Cli.Said said = curfew("watch", "echo");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .matches("curfew: No process, or more than one, has the name, pid or id \"echo\":\n"
                        + "(\\d+  \\[echo\\] of build: echo hello .*\n){2}");
    }

    @Test
    void fitsTheScreenToTheTerminal() {
        assertThat(WatchedScreen.inPlace("facts\n+--+\n|a |\n+--+", 4))
                .isEqualTo("\033[?7l\033[H+--+\033[K\n|a |\033[K\n+--+\033[K\n\033[J\033[?7h");
        assertThat(WatchedScreen.inPlace("facts\n+--+", 24)).contains("\033[Hfacts\033[K\n+--+");
    }

    /** A JVM with a process that is given what the JVM reads. */
    static final class Build {

        private static final String LINES = "echo hello $API_TOKEN; while read line; do echo \"got $line\"; done";
        private static final String SCREEN = "printf '\\033[2J\\033[2;3H> Save'; cat >/dev/null";

        private Build() {}

        public static void main(String[] arguments) throws IOException {
            boolean draws = arguments[0].equals("screen");
            Command command =
                    Command.shell(draws ? SCREEN : LINES).withName("echo").withEnv("API_TOKEN", "s3cret-s3cret");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("build"))) {
                BackgroundProcess process = registry.start(draws ? command.inTerminal() : command);
                System.out.println("started");
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    process.submit(line);
                }
                process.closeInput();
                process.waitFor();
            }
        }
    }
}
