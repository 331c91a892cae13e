package dev.curfew.junit;

import static org.junit.jupiter.api.Assertions.fail;

import dev.curfew.ProcessRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Test classes that start a tree and fail, each in another phase. */
final class FailingPhaseCases {

    private FailingPhaseCases() {}

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
}
