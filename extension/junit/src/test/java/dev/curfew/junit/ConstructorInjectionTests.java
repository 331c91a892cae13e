package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries of constructors, which belong to a test though JUnit asks for them before it names the test. */
class ConstructorInjectionTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                ConstructorCase.class,
                ConstructorOfClassCase.class,
                ConstructorWithOtherSettingsCase.class,
                OuterConstructorCase.class
            })
    void injects(Class<?> testCase) {
        TestRun.of(testCase).requireAllPassed();
    }

    @WithBackgroundProcesses
    static class ConstructorCase {
        private static final Set<ProcessRegistry> EARLIER = new HashSet<>();
        private final ProcessRegistry processes;

        ConstructorCase(ProcessRegistry processes) {
            this.processes = processes;
        }

        @RepeatedTest(2)
        void sharesWithTheTest(ProcessRegistry ofTest) {
            assertThat(ofTest).isSameAs(processes);
            assertThat(EARLIER).doesNotContain(ofTest).allMatch(ProcessRegistry::isClosed);
            EARLIER.add(ofTest);
        }
    }

    @WithBackgroundProcesses
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConstructorOfClassCase {
        private final ProcessRegistry processes;

        ConstructorOfClassCase(ProcessRegistry processes) {
            this.processes = processes;
        }

        @BeforeAll
        void sharesWithTheClass(ProcessRegistry ofClass) {
            assertThat(ofClass).isSameAs(processes);
        }

        @RepeatedTest(2)
        void doesNotShareWithTheTest(ProcessRegistry ofTest) {
            assertThat(processes.isClosed()).isFalse();
            assertThat(ofTest).isNotSameAs(processes);
        }
    }

    @WithBackgroundProcesses
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ConstructorWithOtherSettingsCase {
        private static final Set<ProcessRegistry> EARLIER = new HashSet<>();
        private final ProcessRegistry processes;

        ConstructorWithOtherSettingsCase(ProcessRegistry processes) {
            this.processes = processes;
        }

        @Test
        @WithBackgroundProcesses(timeout = "3s")
        void aHasAnother(ProcessRegistry ofTest) {
            EARLIER.add(processes);
            assertThat(ofTest).isNotSameAs(processes);
        }

        @Test
        void bFindsTheFirstOneEnded() {
            assertThat(EARLIER).hasSize(1).allMatch(ProcessRegistry::isClosed);
        }
    }

    @WithBackgroundProcesses
    static class OuterConstructorCase {
        private final ProcessRegistry outer;

        OuterConstructorCase(ProcessRegistry processes) {
            outer = processes;
        }

        @Nested
        class Inner {
            private static final Set<ProcessRegistry> EARLIER = new HashSet<>();
            private final ProcessRegistry inner;

            Inner(ProcessRegistry processes) {
                inner = processes;
            }

            @RepeatedTest(2)
            void endTogether(ProcessRegistry processes) {
                assertThat(List.of(outer, inner)).contains(processes).noneMatch(ProcessRegistry::isClosed);
                assertThat(EARLIER).doesNotContain(outer, inner).allMatch(ProcessRegistry::isClosed);
                EARLIER.addAll(List.of(outer, inner));
            }
        }
    }
}
