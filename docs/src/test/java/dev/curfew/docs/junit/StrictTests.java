package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.Curfew;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.docs.checks.Documented;
import dev.curfew.junit.LeakPolicy;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "there are guards on Linux only")
class StrictTests {

    /** Reports the start only after the daemon has executed its program: until then, the fork is a shell. */
    private static final String DAEMONIZER = """
            (setsid sleep 1000 & until grep -q sleep /proc/$!/comm; do :; done)
            echo started
            read line
            """;

    @TempDir
    private Path folder;

    // snippet:required
    @WithBackgroundProcesses(containment = Containment.GUARD, leaks = LeakPolicy.STRICT)
    // end
    static class Daemonizing {

        @Test
        void daemonizes(ProcessRegistry processes) {
            Command command = Command.shell(DAEMONIZER);
            BackgroundProcess starter = processes.start(command.withName("daemonizer"));
            starter.expect("started");
            starter.submit("that is all");
            starter.waitFor();
        }
    }

    @Test
    void failForDaemons() {
        Throwable failure = Trial.failureOf(Daemonizing.class, folder);

        Documented.message("strict", failure.getMessage().replaceFirst("StrictTests.Daemonizing", "DaemonizingTests"));
    }

    @Test
    @WithBackgroundProcesses
    void requireWhatIsNotThere(ProcessRegistry processes) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        BackgroundProcess jvm = processes.start(Command.of(
                java,
                "-Dcurfew.mode=portable",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutGuards.class.getName()));

        assertThat(jvm).exits().withCode(0);
        Documented.message("containment", jvm.output().text().strip());
    }

    static final class WithoutGuards {

        private WithoutGuards() {}

        public static void main(String[] arguments) {
            try {
                Curfew.requireContainment(Containment.GUARD);
            } catch (ContainmentException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
