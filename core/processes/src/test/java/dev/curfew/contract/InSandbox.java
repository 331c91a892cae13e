package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The base of the contracts: a sandbox, and a scope that has entered it and is shared by all tests of a class. */
interface InSandbox {

    RegistryOptions OPTIONS = RegistryOptions.DEFAULT.withName("one test").withTimeout(Patience.LIMIT);

    /**
     * The native program, in a script that its guard has started. The guard cannot be inspected, so the link to its program in /proc
     * is not readable; its command line is.
     */
    String GUARD = "$(tr '\\0' '\\n' </proc/$PPID/cmdline | head -n 1)";

    /** {@return the kind of the sandbox} */
    SandboxKind kind();

    /** {@return the sandbox} */
    Sandbox sandbox();

    /** {@return the scope that the tests share; processes in it are killed at once} */
    ProcessRegistry processes();

    /** {@return a scope of one test} */
    ProcessRegistry ownScope(RegistryOptions options);

    /** {@return a scope of one test, which sends SIGTERM first} */
    default ProcessRegistry ownScope() {
        return ownScope(OPTIONS);
    }

    /** Use a scope of one test, and end it. */
    default void inOwnScope(Consumer<ProcessRegistry> use) {
        inOwnScope(OPTIONS, use);
    }

    /** Use a scope of one test, and end it. */
    default void inOwnScope(RegistryOptions options, Consumer<ProcessRegistry> use) {
        KillReport report;
        ProcessRegistry scope = ownScope(options);
        try {
            use.accept(scope);
        } finally {
            report = scope.end();
        }
        assertClean(report);
    }

    /** {@return the report of a process that is killed with all that it has started} */
    default KillReport kill(BackgroundProcess process) {
        return process.kill();
    }

    /** {@return the report of a process that is asked to end, with all that it has started} */
    default KillReport stop(BackgroundProcess process) {
        return process.stop();
    }

    /** Kill a process, and what it has left, whose command lines have a number. */
    default void killAll(BackgroundProcess process, String number) {
        kill(process);
        HostProcesses.awaitNone(number, Patience.LIMIT);
    }

    /** Requires that no process of a scope is left. */
    default void assertNothingLeft(ProcessRegistry scope) {
        scope.assertNothingLeft();
    }

    /** Requires that nothing is left. */
    default void assertClean(KillReport report) {
        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
    }

    /** {@return a command that is a script with arguments, and needs no program but a shell} */
    static Command script(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return Command.of(argv).withName("script");
    }

    /** {@return a process that runs a script} */
    default BackgroundProcess start(String script, String... arguments) {
        return processes().start(script(script, arguments));
    }

    /** {@return the output of a script, which must succeed} */
    default String run(String script, String... arguments) {
        return outputOf(start(script, arguments));
    }

    /** {@return the output of a process, which must succeed} */
    static String outputOf(BackgroundProcess process) {
        assertThat(process.waitFor()).as(process::toString).isEqualTo(new ExitStatus.Exited(0));
        return process.output().text();
    }
}
