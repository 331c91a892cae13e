package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.docs.checks.Documented;
import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.ProcessesLeftBehindError;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTests {

    @TempDir
    private Path folder;

    @WithBackgroundProcesses
    static class Shop {

        // snippet:failing
        @Test
        void sellsApples(ProcessRegistry processes) {
            processes
                    .start(Command.shell("echo 3 apples in stock; cat").withName("stock"))
                    .expect("stock\n");
            BackgroundProcess shop =
                    processes.start(Command.shell("echo no money; exit 2").withName("shop"));

            assertThat(shop).exits().withCode(0);
        }
        // end
    }

    @Test
    void isAddedToAFailure() throws Exception {
        Throwable failure = Trial.failureOf(Shop.class, folder);

        Documented.message("evidence-failure", failure.getMessage());
        assertThat(failure.getSuppressed()).hasSize(1);
        Documented.message("evidence-processes", topLevel(failure.getSuppressed()[0].getMessage()));
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.html", "processes.txt", "1-stock.out.txt", "2-shop.out.txt");
        }
    }

    static class Leaky {

        @RegisterExtension
        static final BackgroundProcessesExtension NO_TIME = BackgroundProcessesExtension.builder()
                .withKillPolicy(new KillPolicy(Duration.ZERO, Duration.ofNanos(1)))
                .build();

        @Test
        void leavesAProcess(ProcessRegistry processes) {
            BackgroundProcess cat = processes.start(Command.of("cat"));
            cat.submit("still here");
            cat.expect("still here");
        }
    }

    @Test
    void namesWhatIsLeftBehind() {
        Throwable failure = Trial.failureOf(Leaky.class, folder);
        try {
            Documented.message("left-behind", topLevel(failure.getMessage()));
        } finally {
            ((ProcessesLeftBehindError) failure)
                    .report()
                    .survivors()
                    .forEach(survivor ->
                            ProcessHandle.of(survivor.identity().pid()).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    static class Hanging {

        @Test
        @WithBackgroundProcesses
        // snippet:timeout
        @Timeout(1)
        void hangs(ProcessRegistry processes) {
            BackgroundProcess server =
                    processes.start(Command.of("sleep", "1000").withName("server"));

            server.expect("ready");
        }
        // end
    }

    @Test
    void tellsWhatWasAwaitedWhenTimeWasUp() {
        Throwable failure = Trial.failureOf(Hanging.class, folder);

        assertThat(failure).hasMessageContaining("timed out after 1 second");
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(InterruptedWaitException.class);
        Documented.message(
                "interrupted-wait",
                Stream.of(failure.getSuppressed())
                        .filter(InterruptedWaitException.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .getMessage());
    }

    /** Pages show the classes as if they stood alone. */
    private static String topLevel(String message) {
        return message.replaceAll("EvidenceTests\\.(\\w+)\\.", "$1Tests.");
    }
}
