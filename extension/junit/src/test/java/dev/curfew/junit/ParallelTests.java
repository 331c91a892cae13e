package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that run at the same time do not affect each other. */
class ParallelTests {

    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

    @Test
    void giveEveryTestItsOwnRegistry() {
        TestRun.of(CrowdCase.class, PARALLEL).requireAllPassed();

        assertThat(CrowdCase.SEEN).hasSize(2 * 20).allMatch(ProcessRegistry::isClosed);
        assertThat(CrowdCase.MOST_AT_ONCE.get()).as("tests at the same time").isGreaterThan(1);
        assertThat(Trees.startedBy(CrowdCase.class)).hasSize((1 + 2 * 20) * 6);
        assertThat(Trees.aliveOf(CrowdCase.class)).isEmpty();
    }

    @Test
    void shareTheRegistryOfAnInstanceThatIsForAllTests() {
        TestRun.of(OneInstanceCase.class, PARALLEL).requireAllPassed();

        assertThat(Trees.startedBy(OneInstanceCase.class)).hasSize(10 * 6);
        assertThat(Trees.aliveOf(OneInstanceCase.class)).isEmpty();
    }

    @WithBackgroundProcesses
    @Execution(ExecutionMode.CONCURRENT)
    static class CrowdCase {
        static final Set<ProcessRegistry> SEEN = ConcurrentHashMap.newKeySet();
        private static final AtomicInteger RUNNING = new AtomicInteger();
        static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
        private static ProcessRegistry shared;

        private final ProcessRegistry constructed;
        private ProcessRegistry field;

        CrowdCase(ProcessRegistry processes) {
            constructed = processes;
        }

        @RepeatedTest(20)
        void first(ProcessRegistry processes) {
            use(processes);
        }

        private void use(ProcessRegistry processes) {
            MOST_AT_ONCE.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            assertThat(processes).isSameAs(field).isSameAs(constructed);
            assertThat(SEEN.add(processes)).isTrue();
            Trees.start(processes, CrowdCase.class);
            assertThat(processes.running()).hasSize(1);
            synchronized (CrowdCase.class) {
                if (shared.processes().isEmpty()) {
                    Trees.start(shared, CrowdCase.class);
                }
            }
            RUNNING.decrementAndGet();
        }

        @Nested
        class Inner {
            @RepeatedTest(20)
            void second(ProcessRegistry processes) {
                use(processes);
            }
        }
    }

    @WithBackgroundProcesses
    @Execution(ExecutionMode.CONCURRENT)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstanceCase {
        private ProcessRegistry field;

        @RepeatedTest(10)
        void shares(ProcessRegistry processes) {
            assertThat(processes).isNotSameAs(field);
            Trees.start(field, OneInstanceCase.class);
        }
    }
}
