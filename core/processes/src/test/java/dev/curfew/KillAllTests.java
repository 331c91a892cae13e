package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A command that kills all processes of its user but itself: the JVM, the warden and all guards. In a PID namespace of its own, or
 * other tests of that user would be killed too.
 */
@ExtendWith(OwnScope.class)
class KillAllTests {

    private static final String LONG = "12345678";

    @Test
    void isEndedByTheNextSession(ProcessRegistry registry, @TempDir Path folder) throws IOException {
        Requirement.rootAndSetpriv();
        String before = "set -- unshare --pid --fork --mount-proc sh -c '\"$@\" kill; \"$@\" sweep' sh \"$@\";";

        BackgroundProcess jvms = registry.start(
                new UnprivilegedJvm(folder).running(KillsAll.class, before).separateErrors());

        assertThat(jvms.waitFor()).as(jvms.errors()::text).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvms.output().text()).isEqualTo("alive: 1\nalive: 0\n");
    }

    static final class KillsAll {

        private KillsAll() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open();
            try (registry) {
                if (arguments[0].equals("kill")) {
                    registry.start("kill -9 -1; exec sleep " + LONG).waitFor();
                } else {
                    printLivingProcesses();
                    registry.start("true").waitFor();
                    printLivingProcesses();
                }
            }
        }

        private static void printLivingProcesses() {
            System.out.println("alive: "
                    + ProcessHandle.allProcesses()
                            .filter(process -> process.info()
                                    .commandLine()
                                    .filter(line -> line.endsWith(LONG))
                                    .isPresent())
                            .count());
        }
    }
}
