package dev.curfew.cli;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.FakeEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program as it is called by hand, with its own temp folder and engines, so that it sees only the sessions and containers of one test.
 *
 * @param registry starts it
 * @param temp the temp folder
 * @param engine the engine
 */
record Cli(ProcessRegistry registry, Path temp, FakeEngine engine) {

    /** The result of a call. */
    record Said(int code, String out, String err) {}

    Said call(String... arguments) {
        return call(List.of(), arguments);
    }

    Said call(List<String> jvmOptions, String... arguments) {
        List<String> argv = jvm(temp, jvmOptions, Main.class);
        argv.addAll(List.of(arguments));
        BackgroundProcess process = registry.start(Command.of(argv)
                .withName("curfew")
                .withEnv("PATH", engine.path())
                .separateErrors());
        int code = process.waitFor() instanceof ExitStatus.Exited exited ? exited.code() : -1;
        return new Said(code, process.output().text(), process.errors().text());
    }

    static List<String> jvm(Path temp, List<String> options, Class<?> main) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temp));
        argv.addAll(options);
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return argv;
    }
}
