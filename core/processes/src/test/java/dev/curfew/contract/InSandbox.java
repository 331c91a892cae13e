package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.Patience;
import java.util.ArrayList;
import java.util.List;

/** What the contracts have in common: a sandbox, and a scope that has entered it and is shared by all tests of a class. */
interface InSandbox {

    RegistryOptions OPTIONS = RegistryOptions.DEFAULT.named("one test").waitingAtMost(Patience.LIMIT);

    /**
     * The native program, in a script that its guard has started. The guard cannot be looked into, so the link to its program in /proc
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

    /** {@return a scope of one test, which asks politely first} */
    default ProcessRegistry ownScope() {
        return ownScope(OPTIONS);
    }

    /** {@return a command that is a script with arguments, and needs no program but a shell} */
    static Command script(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return Command.of(argv).named("script");
    }

    /** {@return a process that runs a script} */
    default BackgroundProcess start(String script, String... arguments) {
        return processes().start(script(script, arguments));
    }

    /** {@return what a script printed, which ended well} */
    default String run(String script, String... arguments) {
        return outputOf(start(script, arguments));
    }

    /** {@return what a process printed, which ends well} */
    static String outputOf(BackgroundProcess process) {
        assertThat(process.waitFor()).as(process::toString).isEqualTo(new ExitStatus.Exited(0));
        return process.output().text();
    }
}
