package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that starts no process costs nothing. */
class LazinessTests {

    @TempDir
    private Path evidence;

    @Test
    void startsNoProcessAndNoThreadAndWritesNoFile() {
        World before = World.now();

        TestRun run = TestRun.of(
                IdleCase.class, Map.of("curfew.evidence.directory", evidence.toString(), "curfew.live.every", "0s"));

        run.results().testEvents().assertStatistics(stats -> stats.succeeded(20).failed(1));
        World after = World.now();
        assertThat(after.children()).isSubsetOf(before.children());
        assertThat(after.threads()).isSubsetOf(before.threads());
        assertThat(evidence).isEmptyDirectory();
    }

    /** The threads and files of this JVM. */
    private record World(Set<Long> children, Set<Thread> threads) {
        static World now() {
            return new World(
                    ProcessHandle.current()
                            .descendants()
                            .map(ProcessHandle::pid)
                            .collect(Collectors.toSet()),
                    Set.copyOf(Thread.getAllStackTraces().keySet()));
        }
    }

    @WithBackgroundProcesses
    static class IdleCase {
        private static ProcessRegistry shared;
        private ProcessRegistry field;

        @RepeatedTest(20)
        void starts(ProcessRegistry processes) {
            assertThat(processes.running()).isEmpty();
            assertThat(shared.running()).isEmpty();
        }

        @Test
        void fails() {
            assertThat(field).isNull();
        }
    }
}
