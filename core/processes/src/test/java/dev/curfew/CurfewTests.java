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
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class CurfewTests {

    private static final boolean GUARDED = Boolean.parseBoolean(System.getProperty("curfew.guard", "true"));

    @Test
    void saysWhatHoldsTheProcessesTogether() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

        assertThat(Curfew.containment()).isEqualTo(GUARDED ? Containment.GUARD : Containment.MARK);
    }

    @Test
    void givesNoLessThanWasAskedFor(ProcessRegistry registry) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        BackgroundProcess jvm = registry.start(Command.of(
                java,
                "-Dcurfew.guard=false",
                "-cp",
                System.getProperty("java.class.path"),
                RequiresGuard.class.getName()));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvm.output().text()).isEqualTo("""
                        Required containment GUARD is not available, only MARK
                          next:         remove the system property curfew.guard=false, or require less
                        nothing was started
                        """);
    }

    @Test
    void requiresWhatIsThere() {
        assertThatCode(() -> Curfew.requireContainment(Curfew.containment())).doesNotThrowAnyException();
        assertThatCode(() -> Curfew.requireContainment(Containment.ENVIRONMENT)).doesNotThrowAnyException();
    }

    @Test
    void namesWhoIsAliveAndWhoIsADaemon(ProcessRegistry registry) {
        BackgroundProcess starter = registry.start(Command.shell("""
                        sleep 1000 & until grep -q sleep /proc/$!/comm; do :; done
                        (setsid sleep 2000 & until grep -q sleep /proc/$!/comm; do :; done)
                        echo ready
                        wait
                        """).named("starter"));
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
                    ProcessRegistry.open(RegistryOptions.DEFAULT.requiring(Containment.GUARD))) {
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
