package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries of nested classes and of the instances around them. */
class NestedInjectionTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                OuterFieldsCase.class,
                NestedInClassLifecycleCase.class,
                NestedClassLifecycleCase.class,
                NestedClassCase.class
            })
    void injects(Class<?> testCase) {
        TestRun.of(testCase).requireAllPassed();
    }

    @WithBackgroundProcesses
    static class OuterFieldsCase {
        private ProcessRegistry outer;

        @Nested
        class Inner {
            private ProcessRegistry inner;

            @Nested
            class Innermost {
                @RepeatedTest(2)
                void shares(ProcessRegistry processes) {
                    assertThat(outer).isSameAs(inner).isSameAs(processes);
                }
            }
        }
    }

    @WithBackgroundProcesses
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class NestedInClassLifecycleCase {
        private ProcessRegistry outer;

        @Nested
        class Inner {
            private ProcessRegistry inner;

            @RepeatedTest(2)
            void haveTheirOwn(ProcessRegistry processes) {
                assertThat(outer.isClosed()).isFalse();
                assertThat(inner).isSameAs(processes).isNotSameAs(outer);
            }
        }
    }

    @WithBackgroundProcesses
    static class NestedClassLifecycleCase {
        private ProcessRegistry outer;

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            private ProcessRegistry inner;

            @RepeatedTest(2)
            void liveAsLongAsTheInnerInstance(ProcessRegistry processes) {
                assertThat(outer.isClosed()).isFalse();
                assertThat(inner).isSameAs(outer).isNotSameAs(processes);
            }
        }
    }

    @WithBackgroundProcesses
    static class NestedClassCase {
        private static final List<ProcessRegistry> OF_INNER = new ArrayList<>();
        private static ProcessRegistry outer;

        @AfterAll
        static void outlivesTheInnerClass(ProcessRegistry processes) {
            assertThat(processes).isSameAs(outer);
            assertThat(processes.isClosed()).isFalse();
            assertThat(OF_INNER).hasSize(1).allMatch(ProcessRegistry::isClosed);
        }

        @Nested
        class Inner {
            private static ProcessRegistry inner;

            @BeforeAll
            static void hasItsOwn(ProcessRegistry processes) {
                assertThat(processes).isSameAs(inner).isNotSameAs(outer);
                OF_INNER.add(processes);
            }

            @Test
            void passes() {}
        }
    }
}
