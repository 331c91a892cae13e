package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A command that enters an existing PID namespace and leaves an orphan in it. The orphan becomes the child of the
 * first process there, and not of its guard.
 */
@ExtendWith(OwnScope.class)
class ForeignNamespaceTests {

    private Process namespace;

    @BeforeEach
    void makeTheNamespace() throws IOException {
        Requirement.rootAndNsenter();
        namespace = new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "sleep", "1000").start();
    }

    @AfterEach
    void removeTheNamespace() {
        Optional.ofNullable(namespace).ifPresent(Process::destroyForcibly);
    }

    private String first() {
        long pid = await().atMost(Patience.LIMIT)
                .until(() -> namespace.children().findFirst(), Optional::isPresent)
                .orElseThrow()
                .pid();
        return Long.toString(pid);
    }

    private List<Long> strays() {
        return namespace
                .children()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    private static Command entering(String first) {
        String script = "setsid sleep 1000 >/dev/null 2>&1 & echo left $!; exit 3";
        return Command.of("nsenter", "--pid", "--target", first, "sh", "-c", script)
                .withName("enters");
    }

    @Test
    void isEndedWithItsScope(ProcessRegistry registry) {
        BackgroundProcess command = registry.start(entering(first()));
        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        await().atMost(Patience.LIMIT).until(() -> !strays().isEmpty());
        long stray = strays().get(0);

        KillReport report = registry.end();

        assertThat(LiveProcesses.isAlive(stray)).isFalse();
        assertThat(report.survivors()).isEmpty();
        assertThat(report.trees()).containsExactly(new EndedTree("enters", command.pid(), 1, 1));
    }

    /** Its scope has forgotten the command by then. */
    @Test
    void isEndedWithItsJvmAtTheLatest(ProcessRegistry registry) {
        BackgroundProcess jvm = registry.start(Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgets.class.getName(),
                first()));

        assertThat(jvm.waitFor()).as(jvm.output()::text).isEqualTo(new ExitStatus.Exited(0));

        assertThat(jvm.output().text()).startsWith("left ").endsWith("forgotten\n");
        assertThat(strays().stream().filter(LiveProcesses::isAlive)).isEmpty();
    }

    static final class Forgets {

        private Forgets() {}

        public static void main(String[] arguments) {
            Bounds bounds = Bounds.DEFAULT.withFinished(Duration.ofMinutes(1), 0);
            try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withBounds(bounds))) {
                BackgroundProcess command = registry.start(entering(arguments[0]));
                command.waitFor();
                System.out.print(command.output().text());
                await().atMost(Patience.LIMIT).until(() -> registry.processes().isEmpty());
            }
            System.out.println("forgotten");
        }
    }
}
