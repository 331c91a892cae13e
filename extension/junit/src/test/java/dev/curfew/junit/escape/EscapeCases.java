package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests that run in {@link EscapingJvm}: each starts escapes, and then ends in another way. */
final class EscapeCases {

    /** The escapes that the next test starts. */
    static volatile List<Escape> escapes = List.of();

    private EscapeCases() {}

    static Class<?> of(End end) {
        return switch (end) {
            case PASSES -> PassingCase.class;
            case FAILS -> FailingCase.class;
            case TIMES_OUT -> TimeoutCase.class;
            case TIMES_OUT_IN_OTHER_THREAD -> TimeoutInOtherThreadCase.class;
            case INTERRUPTED -> InterruptedCase.class;
            default -> throw new IllegalArgumentException("Not the end of a test: " + end);
        };
    }

    /** Start the escapes, give them files, and wait until the parent has seen them. */
    static String startAll(ProcessRegistry processes) {
        leaveFiles(processes.createDirectory());
        for (Escape escape : escapes) {
            Fixtures.ofThisJvm().start(escape, processes);
        }
        EscapingJvm.say("alive " + processes.createDirectory());
        return EscapingJvm.hear();
    }

    /** A file in a read-only folder: only the owner of the folder can delete it, after it has changed the permissions. */
    private static void leaveFiles(Path directory) {
        try {
            Path folder = Files.createDirectory(directory.resolve("read-only"));
            Files.writeString(folder.resolve("file"), "left by a test");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-x---"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @WithBackgroundProcesses(grace = "100ms")
    abstract static class EscapeCase {
        @BeforeEach
        void startsEscapes(ProcessRegistry processes) {
            startAll(processes);
        }
    }

    static class PassingCase extends EscapeCase {
        @Test
        void passes(ProcessRegistry processes) {
            assertThat(processes.processes()).isNotEmpty();
        }
    }

    static class FailingCase extends EscapeCase {
        @Test
        void fails() {
            fail("on purpose");
        }
    }

    static class TimeoutCase extends EscapeCase {
        @Test
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
        void timesOut() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    static class TimeoutInOtherThreadCase extends EscapeCase {
        @Test
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void timesOut() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    static class InterruptedCase extends EscapeCase {
        @Test
        void isInterrupted() throws InterruptedException {
            Thread.currentThread().interrupt();
            try {
                new CountDownLatch(1).await();
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }

    @WithBackgroundProcesses(grace = "100ms")
    static class AllCase {
        @Test
        void endsAsTheParentSays(ProcessRegistry processes) {
            String end = startAll(processes);
            switch (end) {
                case "halt" -> Runtime.getRuntime().halt(3);
                case "exit" -> System.exit(3);
                case "pass" -> assertThat(processes.processes()).isNotEmpty();
                default -> fail("No such end: " + end);
            }
        }
    }

    @WithBackgroundProcesses
    static class TrivialCase {
        @Test
        void runsSomething(ProcessRegistry processes) {
            BackgroundProcess process = processes.start("echo trivial");
            process.expect("trivial");
        }
    }
}
