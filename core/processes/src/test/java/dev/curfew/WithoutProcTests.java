package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A system that shows no processes: there is no proof that a command has ended with everything that it started. */
@ExtendWith(OwnScope.class)
class WithoutProcTests {

    /** In a separate mount namespace. The guard of the JVM, which is outside of it, ends the processes that are left. */
    private static final String HIDE_PROCESSES = "mount -t tmpfs none /proc && exec \"$@\"";

    @TempDir
    private Path temp;

    @Test
    void noEndIsClaimed(ProcessRegistry registry) {
        Requirement.mounts();
        Path home = Path.of(System.getProperty("java.home"));
        BackgroundProcess jvm = registry.start(Command.of(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        HIDE_PROCESSES,
                        "sh",
                        home.resolve("bin/java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName())
                // The launcher of a JVM normally finds its libraries by /proc/self/exe.
                .withEnv("LD_LIBRARY_PATH", home.resolve("lib").toString())
                .separateErrors());

        assertThat(jvm.waitFor()).as(jvm.errors()::text).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvm.output().text()).isEqualTo("""
                        clean: false
                        one: not proven to have ended, because portable mode does not find a process whose parent has ended
                        two: not proven to have ended, because portable mode does not find a process whose parent has ended
                        """);
    }

    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open();
            for (String name : List.of("one", "two")) {
                registry.start(Command.shell("sleep 1000 & echo started; wait").withName(name))
                        .expect("started");
            }
            KillReport report = registry.end();
            System.out.println("clean: " + report.isClean());
            report.survivors().forEach(left -> System.out.println(left.owner() + ": " + left.escape()));
        }
    }
}
