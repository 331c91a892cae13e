package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.CurfewException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that start a tree, each of which ends in a different way. */
final class EndingCases {

    private EndingCases() {}

    @WithBackgroundProcesses
    static class PassingCase {
        @Test
        void passes(ProcessRegistry processes) {
            Trees.start(processes, PassingCase.class);
        }
    }

    @WithBackgroundProcesses(grace = "100ms")
    static class StubbornCase {
        @Test
        void passes(ProcessRegistry processes) {
            Trees.startStubborn(processes, StubbornCase.class);
        }
    }

    @WithBackgroundProcesses
    static class FailingCase {
        @Test
        void fails(ProcessRegistry processes) {
            Trees.start(processes, FailingCase.class);
            fail("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class AbortedCase {
        @Test
        void isAborted(ProcessRegistry processes) {
            Trees.start(processes, AbortedCase.class);
            Assumptions.abort("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class TimeoutInSameThreadCase {
        @Test
        @Timeout(1)
        void timesOut(ProcessRegistry processes) {
            Trees.start(processes, TimeoutInSameThreadCase.class).waitFor(Duration.ofMinutes(1));
        }
    }

    @WithBackgroundProcesses
    static class TimeoutInSeparateThreadCase {
        @Test
        @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void timesOut(ProcessRegistry processes) {
            Trees.start(processes, TimeoutInSeparateThreadCase.class).waitFor(Duration.ofMinutes(1));
        }
    }

    static final class StillInterrupted implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(InterruptedCase.TREE.get().exitStatus()).isPresent();
        }
    }

    @ExtendWith(StillInterrupted.class)
    @WithBackgroundProcesses
    static class InterruptedCase {
        static final AtomicReference<BackgroundProcess> TREE = new AtomicReference<>();

        @Test
        void passes(ProcessRegistry processes) {
            TREE.set(Trees.start(processes, InterruptedCase.class));
            Thread.currentThread().interrupt();
        }
    }

    @WithBackgroundProcesses
    static class InterruptedWaitCase {
        @Test
        void fails(ProcessRegistry processes) {
            BackgroundProcess tree = Trees.start(processes, InterruptedWaitCase.class);
            Thread.currentThread().interrupt();
            try {
                tree.waitFor();
            } catch (CurfewException e) {
                assertThat(Thread.interrupted()).isTrue();
                throw e;
            }
        }
    }

    @WithBackgroundProcesses
    static class DynamicCase {
        @TestFactory
        List<DynamicTest> tests(ProcessRegistry processes) {
            BackgroundProcess tree = Trees.start(processes, DynamicCase.class);
            return List.of(
                    DynamicTest.dynamicTest(
                            "first", () -> assertThat(tree.isRunning()).isTrue()),
                    DynamicTest.dynamicTest("second", () -> fail("on purpose")),
                    DynamicTest.dynamicTest("third", () -> {
                        assertThat(tree.isRunning()).isTrue();
                        Trees.start(processes, DynamicCase.class);
                    }));
        }
    }

    @WithBackgroundProcesses
    static class ParameterizedCase {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void passes(int number, ProcessRegistry processes) {
            assertThat(number).isPositive();
            assertThat(processes.processes()).isEmpty();
            Trees.start(processes, ParameterizedCase.class);
        }
    }

    @WithBackgroundProcesses
    static class RepeatedCase {
        @RepeatedTest(2)
        void passes(ProcessRegistry processes) {
            assertThat(processes.processes()).isEmpty();
            Trees.start(processes, RepeatedCase.class);
        }
    }

    static class MethodLevelCase {
        private ProcessRegistry field;

        @Test
        @WithBackgroundProcesses
        void passes(ProcessRegistry processes) {
            assertThat(field).isSameAs(processes);
            Trees.start(processes, MethodLevelCase.class);
        }
    }

    @WithBackgroundProcesses
    static class StaticFieldCase {
        private static ProcessRegistry shared;

        @Test
        void startsOne() {
            Trees.start(shared, StaticFieldCase.class);
        }

        @Test
        void startsAnother() {
            Trees.start(shared, StaticFieldCase.class);
        }

        @AfterAll
        static void bothAreAlive() {
            assertThat(Trees.aliveOf(StaticFieldCase.class)).hasSize(2 * 6);
        }
    }

    @WithBackgroundProcesses
    static class EveryPhaseCase {
        EveryPhaseCase(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @BeforeAll
        static void beforeAll(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @BeforeEach
        void beforeEach(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @Test
        void first(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @Test
        void second(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @AfterEach
        void afterEach(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }

        @AfterAll
        static void afterAll(ProcessRegistry processes) {
            Trees.start(processes, EveryPhaseCase.class);
        }
    }
}
