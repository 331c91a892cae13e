package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.output.LogPage;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.ExitStatus.Exited;
import dev.curfew.process.ExitStatus.Killed;
import dev.curfew.process.ExitStatus.Lost;
import dev.curfew.process.ExitStatus.Signaled;
import dev.curfew.process.ExitStatus.TimedOut;
import dev.curfew.process.Limit;
import dev.curfew.process.Shell;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithBackgroundProcesses
class ProcessesTests {

    @TempDir
    private Path folder;

    @Test
    @RequiresProgram({"sqlite3", "bash"})
    void startsProgramsAndLines(ProcessRegistry processes) throws IOException {
        Files.createFile(folder.resolve("a.txt"));

        // snippet:start
        // A program with arguments, run directly
        processes.start(Command.of("sqlite3", "test.db").inDirectory(folder));
        // A line for sh -c: pipes, variables, &&
        processes.start("ls *.md | wc -l");
        // The same for another shell
        processes.start(
                Command.shell(Shell.BASH, "[[ -f a.txt ]] && echo there").inDirectory(folder));
        // end

        assertThat(processes.processes().get(2)).prints("there").exits().withCode(0);
    }

    @Test
    @RequiresProgram("python3")
    void keepsACommandForSeveralTests(ProcessRegistry processes) {
        // snippet:constant
        Command server = Command.of("python3", "-u", "-m", "http.server", "0")
                .withName("files")
                .withMaxRuntime(Duration.ofMinutes(1));

        BackgroundProcess files = processes.start(server.inDirectory(folder));
        // end

        assertThat(files.name()).isEqualTo("files");
        files.expect("Serving HTTP");
    }

    /** The program under test. */
    static final class Installer {

        private Installer() {}

        public static void main(String... arguments) {
            System.out.println("Installing into " + arguments[0]);
        }
    }

    @Test
    void runsAJavaProgram(ProcessRegistry processes) {
        // snippet:java
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("java.class.path");

        BackgroundProcess installer =
                processes.start(Command.of(java.toString(), "-cp", classPath, Installer.class.getName(), "/opt")
                        .withName("installer"));

        assertThat(installer).prints("Installing into /opt").exits().withCode(0);
        // end
    }

    @Test
    void choosesItsEnvironment(ProcessRegistry processes) {
        Command command = Command.shell("echo \"$LANG ${HTTP_PROXY-direct}\"");
        // snippet:environment
        BackgroundProcess process = processes.start(
                command.withEnv("LANG", "C").withEnv("API_TOKEN", "s3cret").withoutEnv("HTTP_PROXY"));
        BackgroundProcess bare = processes.start(command.withOnlyEnv(Map.of("LANG", "C")));
        // end

        assertThat(process).prints("C direct\n");
        assertThat(bare).prints("C direct\n");
        assertThat(process.diagnosis().render()).doesNotContain("s3cret");
    }

    @Test
    void hasLimits(ProcessRegistry processes) {
        // snippet:limits
        BackgroundProcess stuck = processes.start(Command.shell("echo working; sleep 1000")
                .withMaxSilence(Duration.ofMillis(200))
                .withMaxRuntime(Duration.ofSeconds(30))
                .withKeptOutput(1_000_000));

        assertThat(stuck).exits().timedOut(Limit.SILENCE);
        // end
    }

    @Test
    void readsOutput(ProcessRegistry processes) {
        // snippet:output
        BackgroundProcess process = processes.start("for i in 1 2 3 4 5; do echo line $i; done");
        process.waitFor();

        String text = process.output().text();
        List<String> lines = process.output().lines();
        LogPage last = process.output().tail(2);
        LogPage middle = process.output().page(1, 2);
        // end

        assertThat(text).hasLineCount(5);
        assertThat(lines).hasSize(5);
        assertThat(last.lines()).containsExactly("line 4", "line 5");
        assertThat(middle.lines()).containsExactly("line 2", "line 3");
    }

    @Test
    @RequiresProgram("bc")
    void readsWhatIsNew(ProcessRegistry processes) {
        // snippet:since
        BackgroundProcess calculator = processes.start("bc");
        calculator.submit("6 * 7");
        calculator.expect("42\n");
        OutputMark here = calculator.output().mark();

        calculator.submit("2 ^ 64");
        calculator.expect("18446744073709551616\n");
        OutputChunk chunk = calculator.output().since(here);

        assertThat(chunk.text()).isEqualTo("18446744073709551616\n");
        assertThat(calculator.output().since(chunk.next()).isEmpty()).isTrue();
        // end
    }

    @Test
    void keepsErrorsApart(ProcessRegistry processes) {
        // snippet:errors
        BackgroundProcess compiler = processes.start(
                Command.shell("echo compiled; echo 'warning: old syntax' >&2").separateErrors());

        assertThat(compiler).exits().withCode(0);
        assertThat(compiler.output().text()).isEqualTo("compiled\n");
        assertThat(compiler.errors().text()).isEqualTo("warning: old syntax\n");
        // end
    }

    @Test
    void givesInput(ProcessRegistry processes) {
        // snippet:input
        BackgroundProcess sort = processes.start("sort");

        sort.submit("pear");
        sort.write("apple\nfig\n");
        sort.closeInput();

        assertThat(sort).exits().withCode(0);
        assertThat(sort.output().lines()).containsExactly("apple", "fig", "pear");
        // end
    }

    @Test
    void tellsHowItEnded(ProcessRegistry processes) {
        // snippet:exit
        BackgroundProcess process = processes.start("exit 3");

        ExitStatus status = process.waitFor(Duration.ofMinutes(1));

        assertThat(status).isEqualTo(new ExitStatus.Exited(3));
        assertThat(status.exitCode()).hasValue(3);
        assertThat(status.describe()).isEqualTo("exited with code 3");
        // end

        assertThat(words(status)).isEqualTo("code 3");
        assertThat(words(new Lost("?"))).isEqualTo("?");
    }

    // snippet:exit-cases
    private static String words(ExitStatus status) {
        if (status instanceof Exited exited) {
            return "code " + exited.code();
        } else if (status instanceof Signaled signaled) {
            return signaled.signal().toString();
        } else if (status instanceof Killed killed) {
            return "killed because " + killed.reason();
        } else if (status instanceof TimedOut timedOut) {
            return "exceeded its " + timedOut.limit();
        } else {
            return ((Lost) status).reason();
        }
    }
    // end

    @Test
    void endsInThreeWays(ProcessRegistry processes) {
        String line = "trap 'echo reloaded' HUP; echo ready; while :; do sleep 0.05; done";
        BackgroundProcess server = processes.start(line);
        BackgroundProcess other = processes.start(line);
        server.expect("ready");
        // snippet:end
        server.signal(Signal.HUP);
        server.expect("reloaded");

        KillReport report = server.stop();
        assertThat(report.isClean()).isTrue();
        assertThat(server).exits().bySignal(Signal.TERM).wasKilledByCurfew();

        other.kill();
        // end
        assertThat(other).exits().bySignal(Signal.KILL);
    }

    @Test
    void listsWhatWasStarted(ProcessRegistry processes) {
        // snippet:list
        BackgroundProcess build = processes.start(Command.of("sleep", "1000").withName("build"));

        assertThat(processes.running()).containsExactly(build);
        assertThat(processes.find(build.id())).contains(build);
        // end
    }

    @Test
    void hasAFolder(ProcessRegistry processes) throws IOException {
        // snippet:folder
        Path script = processes.createDirectory().resolve("script.sql");
        Files.writeString(script, "select 6 * 7;\n");
        // end

        assertThat(script).hasContent("select 6 * 7;");
    }
}
