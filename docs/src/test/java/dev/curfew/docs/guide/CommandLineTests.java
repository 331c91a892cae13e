package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.cli.Main;
import dev.curfew.docs.checks.Documented;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.FakeEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithBackgroundProcesses
class CommandLineTests {

    @TempDir
    private Path temp;

    @TempDir
    private Path programs;

    private Command java(List<String> options, Class<?> main, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temp));
        argv.addAll(options);
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    /** Without the containers of this machine, which belong to other tests. */
    private String curfew(ProcessRegistry processes, String... arguments) {
        Command command = java(List.of(), Main.class, arguments)
                .withEnv("PATH", FakeEngine.in(programs).path());
        BackgroundProcess process = processes.start(command);
        process.waitFor();
        return process.output().text();
    }

    @Test
    void saysWhatItTakes(ProcessRegistry processes) {
        Documented.message("curfew-help", curfew(processes, "--help"));
    }

    @Test
    void showsSessions(ProcessRegistry processes) {
        BackgroundProcess jvm = processes.start(java(List.of(), Build.class));
        jvm.expect("started\n");

        Documented.message(
                "curfew-ps",
                curfew(processes, "ps")
                        .replaceAll("session \\d+-\\d+", "session 4711-1803")
                        .replaceAll("JVM \\d+", "JVM 4711")
                        .replaceAll("(?m)^  \\d+ +(\\d+ s)", "  4711  $1")
                        .replaceAll("(?<=\\S) {2,}", "  "));
    }

    @Test
    void endsOnlyWhatIsCurfews(ProcessRegistry processes) {
        Documented.message("curfew-kill", curfew(processes, "kill", "4199999"));
    }

    @Test
    void saysWhatIsMissing(ProcessRegistry processes) {
        BackgroundProcess doctor = processes.start(java(List.of("-Dcurfew.mode=portable"), Main.class, "doctor"));
        doctor.waitFor();

        assertThat(doctor.output().text()).contains("MISSING  guard");
        Documented.message("curfew-doctor", missing(doctor.output().text()));
    }

    private static String missing(String output) {
        var found = Pattern.compile(" *MISSING  guard.*\n.*").matcher(output);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    static final class Build {

        private Build() {}

        public static void main(String[] arguments) throws Exception {
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                BackgroundProcess server = registry.start("echo up; sleep 3000; true");
                server.expect("up\n");
                System.out.println("started");
                System.in.read();
            }
        }
    }
}
