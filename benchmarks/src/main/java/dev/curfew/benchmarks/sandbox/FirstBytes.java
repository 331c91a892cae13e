package dev.curfew.benchmarks.sandbox;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import dev.curfew.benchmarks.harness.Timed;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.util.List;

/** Ways to start a command somewhere else and to wait for the first byte that it prints. */
final class FirstBytes {

    /** The command: a shell, since that is what people start. */
    static final List<String> COMMAND = List.of("sh", "-c", "echo hi");

    /** The same for subjects that pass a line to the login shell of a host. */
    static final String LINE = "sh -c 'echo hi'";

    private FirstBytes() {}

    /** {@return a client of this machine, bare} */
    static Timed client(Launcher launcher, List<String> words) {
        return () -> {
            Process process = launcher.start(words);
            expect(process.getInputStream().read());
            return () -> {
                process.waitFor();
                Terminals.close(process);
            };
        };
    }

    /** {@return Curfew, which has entered the sandbox before} */
    static Timed curfew(Sandbox sandbox, boolean terminal) {
        Command plain = Command.of(COMMAND);
        Command command = terminal ? plain.inTerminal() : plain;
        EnteredSandbox entered = ProcessRegistry.open().enter(sandbox);
        return () -> {
            BackgroundProcess process = entered.start(command);
            process.expect("h");
            return process::waitFor;
        };
    }

    static void expect(int first) {
        if (first != 'h') {
            throw new IllegalStateException("First byte must be h: " + first);
        }
    }
}
