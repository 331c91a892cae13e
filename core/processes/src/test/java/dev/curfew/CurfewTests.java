package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class CurfewTests {

    @Test
    void saysWhatHoldsTheProcessesTogether() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

        assertThat(Curfew.containment()).isEqualTo(Containment.GUARD);
    }

    @Test
    void givesNoLessThanWasAskedFor(ProcessRegistry registry) {
        assertThat(outputOfAJvm(registry, "-Dcurfew.mode=portable")).isEqualTo("""
                        Required containment GUARD is not available, only PARENTS
                          next:         remove the system property curfew.mode=portable, or require less
                        nothing was started
                        """);
    }

    @Test
    void startsNothingWhereItCannotRun(ProcessRegistry registry) {
        assertThat(outputOfAJvm(registry, "-Dcurfew.mode=off"))
                .contains("IllegalArgumentException: system property curfew.mode must be auto or portable: [off]\n");
        assertThat(outputOfAJvm(registry, "-Dos.name=Windows 11"))
                .contains(
                        "UnsupportedOperationException: Curfew does not run on Windows; run it on Linux, or in the Windows"
                                + " Subsystem for Linux\n");
    }

    private static String outputOfAJvm(ProcessRegistry registry, String option) {
        BackgroundProcess jvm = registry.start(Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                RequiresGuard.class.getName()));
        jvm.waitFor();
        return jvm.output().text();
    }

    @Test
    void requiresWhatIsThere() {
        assertThatCode(() -> Curfew.requireContainment(Curfew.containment())).doesNotThrowAnyException();
        assertThatCode(() -> Curfew.requireContainment(Containment.PARENTS)).doesNotThrowAnyException();
    }

    @Test
    void namesLivingProcessesAndDaemons(ProcessRegistry registry) {
        BackgroundProcess starter = registry.start(Command.shell("""
                        sleep 1000 & until grep -q sleep /proc/$!/comm; do :; done
                        (setsid sleep 2000 & until grep -q sleep /proc/$!/comm; do :; done)
                        echo ready
                        wait
                        """).withName("starter"));
        starter.expect("ready");

        assertThat(registry.daemons()).extracting(Survivor::commandLine).containsExactly("sleep 2000");
        assertThatThrownBy(registry::assertNothingLeft)
                .isInstanceOf(LeftBehindException.class)
                .hasMessageStartingWith("Left behind 3 processes")
                .hasMessageMatching(Pattern.compile(
                        ".*started by \\[starter\\], its parent has ended, in a session of its own: sleep 2000.*",
                        Pattern.DOTALL));
        assertThat(starter.isRunning()).isTrue();

        starter.kill();

        assertThatCode(registry::assertNothingLeft).doesNotThrowAnyException();
        assertThat(registry.daemons()).isEmpty();
    }

    static final class RequiresGuard {

        private RequiresGuard() {}

        public static void main(String[] arguments) {
            try (ProcessRegistry registry =
                    ProcessRegistry.open(RegistryOptions.DEFAULT.withContainment(Containment.GUARD))) {
                try {
                    registry.start("true");
                } catch (ContainmentException e) {
                    System.out.println(e.getMessage());
                    System.out.println(
                            registry.processes().isEmpty() ? "nothing was started" : "something was started");
                }
            }
        }
    }
}
