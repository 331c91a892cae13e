package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry is injected, and which tests share it. */
class InjectionTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                SharedByTestAndLifecycleCase.class,
                SharedByClassCase.class,
                FieldsCase.class,
                InheritedFieldsCase.class,
                ClassLifecycleCase.class,
                MethodsOfOneInstanceCase.class,
                DynamicCase.class,
                NamesCase.class,
                NothingAskedForCase.class
            })
    void injects(Class<?> testCase) {
        TestRun.of(testCase).requireAllPassed();
    }

    @Test
    void clearsStaticFieldsAfterTheClass() {
        TestRun.of(SharedByClassCase.class).requireAllPassed();
        TestRun.of(SharedByClassCase.class).requireAllPassed();

        assertThat(SharedByClassCase.shared).isNull();
        assertThat(SharedByClassCase.SEEN).allMatch(ProcessRegistry::isClosed);
    }

    @Test
    void givesEverySubclassItsOwnRegistryInAnInheritedStaticField() {
        TestRun.of(FirstOfTwoCase.class).requireAllPassed();
        TestRun.of(SecondOfTwoCase.class).requireAllPassed();

        assertThat(BaseOfTwo.SEEN).hasSize(2).allMatch(ProcessRegistry::isClosed);
    }

    @WithBackgroundProcesses
    static class SharedByTestAndLifecycleCase {
        private static final Set<ProcessRegistry> EARLIER = new HashSet<>();
        private final List<ProcessRegistry> seen = new ArrayList<>();

        @BeforeEach
        void before(ProcessRegistry processes) {
            seen.add(processes);
        }

        @RepeatedTest(2)
        void shares(ProcessRegistry processes, ProcessRegistry again) {
            assertThat(EARLIER).doesNotContain(processes).allMatch(ProcessRegistry::isClosed);
            seen.addAll(List.of(processes, again));
        }

        @AfterEach
        void after(ProcessRegistry processes) {
            assertThat(seen).hasSize(3).allMatch(other -> other == processes);
            assertThat(processes.isClosed()).isFalse();
            EARLIER.add(processes);
        }
    }

    @WithBackgroundProcesses
    static class SharedByClassCase {
        private static final Set<ProcessRegistry> SEEN = new HashSet<>();
        private static ProcessRegistry shared;

        @BeforeAll
        static void before(ProcessRegistry processes) {
            assertThat(processes).isSameAs(shared);
            assertThat(SEEN.add(processes)).isTrue();
        }

        @RepeatedTest(2)
        void shares(ProcessRegistry ofTest) {
            assertThat(SEEN).contains(shared).doesNotContain(ofTest);
            assertThat(shared.isClosed()).isFalse();
        }

        @AfterAll
        static void after(ProcessRegistry processes) {
            assertThat(processes).isSameAs(shared);
            assertThat(processes.isClosed()).isFalse();
        }
    }

    @WithBackgroundProcesses
    static class FieldsCase {
        private ProcessRegistry hidden;
        ProcessRegistry visible;

        @BeforeEach
        void isThereBeforeTheTest(ProcessRegistry processes) {
            assertThat(hidden).isSameAs(visible).isSameAs(processes);
        }

        @Test
        void isThere(ProcessRegistry processes) {
            assertThat(hidden).isSameAs(processes);
        }
    }

    static class Base {
        private ProcessRegistry ofBase;
        private static ProcessRegistry sharedOfBase;

        void requireSame(ProcessRegistry processes) {
            assertThat(ofBase).isSameAs(processes);
            assertThat(sharedOfBase).isNotNull().isNotSameAs(processes);
        }
    }

    @WithBackgroundProcesses
    static class InheritedFieldsCase extends Base {
        @Test
        void areInjected(ProcessRegistry processes) {
            requireSame(processes);
        }
    }

    @WithBackgroundProcesses
    abstract static class BaseOfTwo {
        static final Set<ProcessRegistry> SEEN = new HashSet<>();
        static ProcessRegistry shared;

        @Test
        void isNew() {
            assertThat(shared.isClosed()).isFalse();
            assertThat(SEEN.add(shared)).isTrue();
        }
    }

    static class FirstOfTwoCase extends BaseOfTwo {}

    static class SecondOfTwoCase extends BaseOfTwo {}

    @WithBackgroundProcesses
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ClassLifecycleCase {
        private ProcessRegistry field;
        private final Set<ProcessRegistry> earlier = new HashSet<>();

        @BeforeAll
        void hasItsFields(ProcessRegistry processes) {
            assertThat(field).isSameAs(processes);
        }

        @RepeatedTest(2)
        void hasBoth(ProcessRegistry ofTest) {
            assertThat(field.isClosed()).isFalse();
            assertThat(ofTest).isNotSameAs(field);
            assertThat(earlier.add(ofTest)).isTrue();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class MethodsOfOneInstanceCase {
        private ProcessRegistry field;

        @RepeatedTest(2)
        @WithBackgroundProcesses
        void haveTheirOwn(ProcessRegistry processes) {
            assertThat(field).isSameAs(processes);
            assertThat(processes.isClosed()).isFalse();
        }
    }

    @WithBackgroundProcesses
    static class DynamicCase {
        private ProcessRegistry field;

        @TestFactory
        Stream<DynamicTest> share(ProcessRegistry processes) {
            return Stream.of("first", "second")
                    .map(name -> DynamicTest.dynamicTest(name, () -> {
                        assertThat(processes).isSameAs(field);
                        assertThat(processes.isClosed()).isFalse();
                    }));
        }
    }

    @WithBackgroundProcesses
    static class NamesCase {
        private static ProcessRegistry ofClass;

        @Test
        void test(ProcessRegistry processes) {
            assertThat(ofClass.name()).isEqualTo("InjectionTests.NamesCase");
            assertThat(processes.name()).isEqualTo("InjectionTests.NamesCase.test()");
        }

        @ParameterizedTest(name = "number {0}")
        @ValueSource(ints = 1)
        void parameterized(int number, ProcessRegistry processes) {
            assertThat(processes.name()).isEqualTo("InjectionTests.NamesCase.parameterized() number " + number);
        }
    }

    @WithBackgroundProcesses
    static class NothingAskedForCase {
        @Test
        void passes() {}
    }
}
