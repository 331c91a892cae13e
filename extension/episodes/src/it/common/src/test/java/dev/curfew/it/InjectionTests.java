package dev.curfew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.KillPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place where a registry can be injected, on this JUnit. */
class InjectionTests {

    @Nested
    @WithBackgroundProcesses
    class Everywhere {

        private static ProcessRegistry ofClass;

        private final ProcessRegistry constructed;
        private ProcessRegistry field;

        Everywhere(ProcessRegistry processes) {
            constructed = processes;
            Proc.start(processes);
        }

        @BeforeAll
        static void beforeAll(ProcessRegistry processes) {
            assertThat(processes).isSameAs(ofClass);
            Proc.start(processes);
        }

        @BeforeEach
        void beforeEach(ProcessRegistry processes) {
            assertThat(processes).isSameAs(field).isSameAs(constructed).isNotSameAs(ofClass);
            Proc.start(processes);
        }

        @Test
        void inTests(ProcessRegistry processes) {
            requireMine(processes);
        }

        @RepeatedTest(2)
        void inRepeatedTests(ProcessRegistry processes) {
            requireMine(processes);
        }

        @ParameterizedTest
        @ValueSource(strings = {"first", "second"})
        void inParameterizedTests(String name, ProcessRegistry processes) {
            assertThat(name).isIn("first", "second");
            requireMine(processes);
        }

        @TestFactory
        List<DynamicTest> inDynamicTests(ProcessRegistry processes) {
            return List.of(
                    DynamicTest.dynamicTest("first", () -> requireMine(processes)),
                    DynamicTest.dynamicTest(
                            "second", () -> assertThat(processes.running()).hasSize(3)));
        }

        private void requireMine(ProcessRegistry processes) {
            assertThat(processes).isSameAs(field);
            assertThat(processes.running()).hasSize(2);
            Proc.start(processes);
        }

        @AfterEach
        void afterEach(ProcessRegistry processes) {
            assertThat(processes).isSameAs(field);
            assertThat(processes.running()).hasSize(3);
            assertThat(ofClass.running()).hasSize(1);
        }

        @AfterAll
        static void afterAll(ProcessRegistry processes) {
            assertThat(processes).isSameAs(ofClass);
            assertThat(processes.running()).hasSize(1);
        }

        @Nested
        class Inner {
            private ProcessRegistry inner;

            @Test
            void inNestedTests(ProcessRegistry processes) {
                assertThat(inner).isSameAs(field).isSameAs(constructed);
                requireMine(processes);
            }
        }
    }

    @Nested
    @WithBackgroundProcesses
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneInstance {

        private final ProcessRegistry constructed;
        private ProcessRegistry field;

        OneInstance(ProcessRegistry processes) {
            constructed = processes;
        }

        @BeforeAll
        void beforeAll(ProcessRegistry processes) {
            assertThat(processes).isSameAs(field).isSameAs(constructed);
            Proc.start(processes);
        }

        @RepeatedTest(2)
        void outlivesTests(ProcessRegistry processes) {
            assertThat(processes).isNotSameAs(field);
            assertThat(field.running()).hasSize(1);
            Proc.start(processes);
        }
    }

    @Nested
    class Registered {

        @RegisterExtension
        static final BackgroundProcessesExtension PROCESSES = BackgroundProcessesExtension.builder()
                .withTimeout(Duration.ofSeconds(30))
                .withKillPolicy(KillPolicy.AT_ONCE)
                .build();

        @Test
        @WithBackgroundProcesses(timeout = "20s")
        void goesWithTheAnnotation(ProcessRegistry processes) {
            Proc.start(processes);
        }
    }

    @AfterAll
    static void nothingIsLeft() {
        assertThat(Proc.forgetDead()).isGreaterThan(40);
    }
}
