package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.Command;
import dev.curfew.process.Secrets;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class ProcessFactsTests {

    private static ConditionFactory patiently() {
        return await().atMost(Patience.LIMIT);
    }

    private static String state(BackgroundProcess process) {
        return process.diagnosis().value("state").orElseThrow();
    }

    @Test
    void sayThatAProcessIsStopped(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("sleep", "1000"));

        process.signal(Signal.STOP);
        patiently().until(() -> process.toString().startsWith("[sleep] stopped by a signal until it gets SIGCONT"));
        assertThat(state(process)).startsWith("stopped by a signal until it gets SIGCONT (pid ");

        process.signal(Signal.CONT);
        patiently().until(() -> state(process).startsWith("running (pid "));
    }

    @Nested
    class WaitingForInput {

        private void requireSystemCalls(BackgroundProcess process) {
            Path file = Path.of("/proc/" + process.pid() + "/syscall");
            assumeThat(file).as("whether the system shows system calls").isReadable();
            assumeThat(canRead(file)).isTrue();
        }

        /** Permissions do not tell: the kernel asks whether this JVM may trace the process. */
        private boolean canRead(Path file) {
            try {
                return !Files.readString(file).isEmpty();
            } catch (IOException e) {
                return false;
            }
        }

        private boolean isStopped(long pid) {
            return Session.current().processes().entry(pid).orElseThrow().state() == 'T';
        }

        @Test
        void isSeenOnPipes(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("echo name?; read name; echo hi; sleep 1000");
            process.expect("name?");
            requireSystemCalls(process);

            patiently().until(() -> state(process).endsWith(", waiting for input)"));
            process.submit("Ada");
            process.expect("hi");
            patiently().until(() -> !state(process).contains("waiting for input"));
            assertThat(process.toString()).endsWith(")").doesNotContain("input");
        }

        @Test
        void isSeenOnTerminals(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(Command.of("cat").inTerminal());
            requireSystemCalls(process);

            patiently().until(() -> state(process).endsWith(", waiting for input)"));
        }

        @Test
        void isSeenInChildren(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("cat | sed p; echo end");
            requireSystemCalls(process);

            patiently().until(() -> state(process).endsWith(", waiting for input)"));
        }

        /** The kernel stops a process that reads its terminal from the background. */
        @Test
        void isNotBeingStoppedByIt(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(
                    Command.shell("set -m; cat & echo pid $!; sleep 1000").inTerminal());
            long reader = Long.parseLong(
                    process.expect(Pattern.compile("pid (\\d+)\n")).group(1));
            requireSystemCalls(process);

            patiently().until(() -> isStopped(reader));
            assertThat(state(process)).startsWith("running (").doesNotContain("waiting for input");
        }

        /** The last command of a pipeline reads what another one prints. */
        @Test
        void isNotReadingFromAnotherProcess(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("(sleep 1000; echo) | { echo ready >&2; read line; }");
            process.expect("ready");
            requireSystemCalls(process);

            assertThat(state(process)).doesNotContain("waiting for input");
        }
    }

    @Nested
    class WithheldSecrets {

        private final Command failing =
                Command.shell("echo 'error: HOME is not set'; exit 1").withSecrets(Secrets.NONE.and("HOME", "PATH"));

        private String render(ProcessRegistry registry, Command command) {
            BackgroundProcess process = registry.start(command);
            process.waitFor();
            return process.diagnosis().render();
        }

        @Test
        void areNamedIfTheOutputNamesThem(ProcessRegistry registry) {
            assumeThat(System.getenv("HOME")).isNotNull();

            assertThat(render(registry, failing))
                    .endsWith(
                            "\n  withheld:     the output names secrets of this JVM that the command does not inherit;"
                                    + " to pass them, use withInheritedSecrets(\"HOME\")");
        }

        @Test
        void areNotNamedIfTheyWerePassed(ProcessRegistry registry) {
            assertThat(render(registry, failing.withInheritedSecrets("HOME"))).doesNotContain("withheld");
            assertThat(render(registry, failing.withEnv("HOME", "/"))).doesNotContain("withheld");
            assertThat(render(registry, Command.shell("echo NO_SUCH_TOKEN"))).doesNotContain("withheld");
        }
    }
}
