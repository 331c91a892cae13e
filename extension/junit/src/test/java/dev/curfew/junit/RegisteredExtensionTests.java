package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension in fields, alone and together with the annotation. */
class RegisteredExtensionTests {

    @ParameterizedTest
    @ValueSource(
            classes = {RegisteredPerClassCase.class, RegisteredPerInstanceCase.class, RegisteredAndAnnotatedCase.class})
    void injects(Class<?> testCase) {
        TestRun.of(testCase).requireAllPassed();
    }

    static class RegisteredPerClassCase {
        @RegisterExtension
        static final BackgroundProcessesExtension EXTENSION =
                BackgroundProcessesExtension.builder().build();

        private static ProcessRegistry shared;
        private ProcessRegistry field;

        @Test
        void injects(ProcessRegistry processes) {
            assertThat(shared).isNotNull().isNotSameAs(processes);
            assertThat(field).isSameAs(processes);
        }
    }

    static class RegisteredPerInstanceCase {
        @RegisterExtension
        final BackgroundProcessesExtension extension = new BackgroundProcessesExtension();

        private ProcessRegistry field;

        @RepeatedTest(2)
        void injects(ProcessRegistry processes) {
            assertThat(field).isSameAs(processes);
        }
    }

    @WithBackgroundProcesses
    static class RegisteredAndAnnotatedCase {
        @RegisterExtension
        static final BackgroundProcessesExtension OF_CLASS =
                BackgroundProcessesExtension.builder().build();

        @RegisterExtension
        final BackgroundProcessesExtension ofInstance = new BackgroundProcessesExtension();

        private static ProcessRegistry shared;
        private final ProcessRegistry constructed;
        private ProcessRegistry field;

        RegisteredAndAnnotatedCase(ProcessRegistry processes) {
            constructed = processes;
        }

        @Test
        @WithBackgroundProcesses
        void workAsOne(ProcessRegistry processes) {
            assertThat(shared).isNotNull().isNotSameAs(processes);
            assertThat(processes).isSameAs(field).isSameAs(constructed);
        }
    }
}
