package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.CurfewException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a test ends, its processes are dead then: real trees, and {@code /proc} as the witness. */
class EndOfScopeTests {

    /** The case, how many of its tests succeed, fail and are aborted, and how many of its classes fail. */
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(PassingCase.class, 1, 0, 0, 0),
                Arguments.of(StubbornCase.class, 1, 0, 0, 0),
                Arguments.of(FailingCase.class, 0, 1, 0, 0),
                Arguments.of(AbortedCase.class, 0, 0, 1, 0),
                Arguments.of(FailingBeforeEachCase.class, 0, 1, 0, 0),
                Arguments.of(FailingAfterEachCase.class, 0, 1, 0, 0),
                Arguments.of(FailingBeforeAllCase.class, 0, 0, 0, 1),
                Arguments.of(FailingAfterAllCase.class, 1, 0, 0, 1),
                Arguments.of(FailingConstructorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingConstructorPerClassCase.class, 0, 0, 0, 1),
                Arguments.of(FailingNestedConstructorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPostProcessorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingOtherExtensionCase.class, 0, 1, 0, 0),
                Arguments.of(DisabledAfterConstructorCase.class, 0, 0, 0, 0),
                Arguments.of(TimeoutInSameThreadCase.class, 0, 1, 0, 0),
                Arguments.of(TimeoutInSeparateThreadCase.class, 0, 1, 0, 0),
                Arguments.of(InterruptedCase.class, 1, 0, 0, 0),
                Arguments.of(InterruptedWaitCase.class, 0, 1, 0, 0),
                Arguments.of(DynamicCase.class, 2, 1, 0, 0),
                Arguments.of(ParameterizedCase.class, 2, 0, 0, 0),
                Arguments.of(RepeatedCase.class, 2, 0, 0, 0),
                Arguments.of(MethodLevelCase.class, 1, 0, 0, 0),
                Arguments.of(StaticFieldCase.class, 2, 0, 0, 0),
                Arguments.of(EveryPhaseCase.class, 2, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavesNothingAlive(Class<?> testCase, int succeeded, int failed, int aborted, int failedClasses) {
        TestRun run = TestRun.of(testCase);

        assertThat(Trees.startedBy(testCase)).as("%s", run.failures()).isNotEmpty();
        assertThat(Trees.aliveOf(testCase)).isEmpty();
        run.results()
                .testEvents()
                .assertStatistics(
                        stats -> stats.succeeded(succeeded).failed(failed).aborted(aborted));
        run.results().containerEvents().assertStatistics(stats -> stats.failed(failedClasses));
        assertThat(run.failures()).noneMatch(ProcessesLeftBehindError.class::isInstance);
    }

    @Test
    void endsTheProcessesOfATestBeforeTheNextOneStarts() {
        TestRun.of(OneAfterTheOtherCase.class).requireAllPassed();

        assertThat(Trees.startedBy(OneAfterTheOtherCase.class)).hasSize(3 * 6);
        assertThat(Trees.aliveOf(OneAfterTheOtherCase.class)).isEmpty();
    }

    @Test
    void leavesProcessesAliveForAfterEach() {
        TestRun.of(AliveInAfterEachCase.class).requireAllPassed();

        assertThat(Trees.aliveOf(AliveInAfterEachCase.class)).isEmpty();
    }

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
    static class FailingBeforeEachCase {
        @BeforeEach
        void fails(ProcessRegistry processes) {
            Trees.start(processes, FailingBeforeEachCase.class);
            fail("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingAfterEachCase {
        @Test
        void passes() {}

        @AfterEach
        void fails(ProcessRegistry processes) {
            Trees.start(processes, FailingAfterEachCase.class);
            fail("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingBeforeAllCase {
        @BeforeAll
        static void fails(ProcessRegistry processes) {
            Trees.start(processes, FailingBeforeAllCase.class);
            fail("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingAfterAllCase {
        @Test
        void passes() {}

        @AfterAll
        static void fails(ProcessRegistry processes) {
            Trees.start(processes, FailingAfterAllCase.class);
            fail("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingConstructorCase {
        FailingConstructorCase(ProcessRegistry processes) {
            Trees.start(processes, FailingConstructorCase.class);
            fail("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FailingConstructorPerClassCase {
        FailingConstructorPerClassCase(ProcessRegistry processes) {
            Trees.start(processes, FailingConstructorPerClassCase.class);
            fail("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingNestedConstructorCase {
        FailingNestedConstructorCase(ProcessRegistry processes) {
            Trees.start(processes, FailingNestedConstructorCase.class);
        }

        @Nested
        class Inner {
            Inner() {
                fail("on purpose");
            }

            @Test
            void isNotReached() {}
        }
    }

    static final class FailingPostProcessor implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            fail("on purpose");
        }
    }

    @ExtendWith(FailingPostProcessor.class)
    @WithBackgroundProcesses
    static class FailingPostProcessorCase {
        FailingPostProcessorCase(ProcessRegistry processes) {
            Trees.start(processes, FailingPostProcessorCase.class);
        }

        @Test
        void isNotReached() {}
    }

    static final class FailingBeforeEach implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            fail("on purpose");
        }
    }

    @ExtendWith(FailingBeforeEach.class)
    @WithBackgroundProcesses
    static class FailingOtherExtensionCase {
        FailingOtherExtensionCase(ProcessRegistry processes) {
            Trees.start(processes, FailingOtherExtensionCase.class);
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class DisabledAfterConstructorCase {
        DisabledAfterConstructorCase(ProcessRegistry processes) {
            Trees.start(processes, DisabledAfterConstructorCase.class);
        }

        @Test
        @Disabled("JUnit constructs an instance all the same")
        void isNotReached() {}
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
        }
    }

    @ExtendWith(StillInterrupted.class)
    @WithBackgroundProcesses
    static class InterruptedCase {
        @Test
        void passes(ProcessRegistry processes) {
            Trees.start(processes, InterruptedCase.class);
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

    @WithBackgroundProcesses
    static class OneAfterTheOtherCase {
        private static boolean isFirst = true;

        @RepeatedTest(3)
        void findsTheEarlierOnesDead(ProcessRegistry processes) {
            if (!isFirst) {
                assertThat(Trees.aliveOf(OneAfterTheOtherCase.class)).isEmpty();
            }
            isFirst = false;
            Trees.start(processes, OneAfterTheOtherCase.class);
        }
    }

    @WithBackgroundProcesses
    static class AliveInAfterEachCase {
        @Test
        void passes(ProcessRegistry processes) {
            Trees.start(processes, AliveInAfterEachCase.class);
        }

        @AfterEach
        void isAlive() {
            assertThat(Trees.aliveOf(AliveInAfterEachCase.class)).hasSize(6);
        }
    }
}
