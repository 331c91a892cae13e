package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After the end of a test, whatever its result, its processes are dead: real trees, verified in {@code /proc}. */
class EndOfScopeTests {

    /** The case, how many of its tests succeed, fail and are aborted, and how many of its classes fail. */
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(EndingCases.PassingCase.class, 1, 0, 0, 0),
                Arguments.of(EndingCases.StubbornCase.class, 1, 0, 0, 0),
                Arguments.of(EndingCases.FailingCase.class, 0, 1, 0, 0),
                Arguments.of(EndingCases.AbortedCase.class, 0, 0, 1, 0),
                Arguments.of(FailingPhaseCases.FailingBeforeEachCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.FailingAfterEachCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.FailingBeforeAllCase.class, 0, 0, 0, 1),
                Arguments.of(FailingPhaseCases.FailingAfterAllCase.class, 1, 0, 0, 1),
                Arguments.of(FailingPhaseCases.FailingConstructorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.FailingConstructorPerClassCase.class, 0, 0, 0, 1),
                Arguments.of(FailingPhaseCases.FailingNestedConstructorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.FailingPostProcessorCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.FailingOtherExtensionCase.class, 0, 1, 0, 0),
                Arguments.of(FailingPhaseCases.DisabledAfterConstructorCase.class, 0, 0, 0, 0),
                Arguments.of(EndingCases.TimeoutInSameThreadCase.class, 0, 1, 0, 0),
                Arguments.of(EndingCases.TimeoutInSeparateThreadCase.class, 0, 1, 0, 0),
                Arguments.of(EndingCases.InterruptedCase.class, 1, 0, 0, 0),
                Arguments.of(EndingCases.InterruptedWaitCase.class, 0, 1, 0, 0),
                Arguments.of(EndingCases.DynamicCase.class, 2, 1, 0, 0),
                Arguments.of(EndingCases.ParameterizedCase.class, 2, 0, 0, 0),
                Arguments.of(EndingCases.RepeatedCase.class, 2, 0, 0, 0),
                Arguments.of(EndingCases.MethodLevelCase.class, 1, 0, 0, 0),
                Arguments.of(EndingCases.StaticFieldCase.class, 2, 0, 0, 0),
                Arguments.of(EndingCases.EveryPhaseCase.class, 2, 0, 0, 0));
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
