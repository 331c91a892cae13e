package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;

/** Typical mistakes, and their messages. */
class InjectionErrorTests {

    @Test
    void saysHowToGetAProcess() {
        assertThat(TestRun.of(ProcessParameterCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("Failed to inject [BackgroundProcess server]: a process is started by the test; take a"
                        + " parameter \"ProcessRegistry processes\" instead, and call processes.start(\"./server\")");
    }

    @Test
    void leavesProcessesToOtherExtensions() {
        TestRun.of(OtherResolverCase.class).requireAllPassed();
        TestRun.of(ParameterizedProcessCase.class).requireAllPassed();
    }

    @Test
    void refusesAnAssignedField() {
        assertThat(TestRun.of(AssignedFieldCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Failed to inject field [InjectionErrorTests.AssignedFieldCase.processes]: it already holds a"
                                + " registry of [scope]; remove its initializer, and do not share a static field between classes"
                                + " that run in parallel");
    }

    @Test
    void refusesAFinalField() {
        assertThat(TestRun.of(FinalFieldCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Failed to inject field [InjectionErrorTests.FinalFieldCase.processes]: it is final; remove"
                        + " \"final\", or take the registry as a constructor parameter");
    }

    @Test
    void refusesAFinalStaticField() {
        assertThat(TestRun.of(FinalStaticFieldCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Failed to inject field [InjectionErrorTests.FinalStaticFieldCase.PROCESSES]: it is final;"
                        + " remove \"final\", or take the registry as a constructor parameter");
    }

    @Test
    void refusesAStaticFieldThatItCannotServe() {
        assertThat(TestRun.of(StaticFieldOfMethodCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Failed to inject field [InjectionErrorTests.StaticFieldOfMethodCase.processes]: it is static,"
                                + " but the extension is registered for methods or instances only; put @WithBackgroundProcesses"
                                + " on the class, or make the @RegisterExtension field static");
    }

    @Test
    void saysThatAModuleIsClosed() throws NoSuchFieldException {
        Field closed = String.class.getDeclaredField("value");

        assertThatThrownBy(() -> InjectedFields.makeAccessible(closed))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Failed to inject field [String.value]: module java.base does not open java.lang; open it to"
                                + " dev.curfew.junit, or run the tests on the class path");
    }

    @Test
    void refusesToStartAfterTheTest() {
        TestRun.of(KeptForLaterCase.class).requireAllPassed();

        assertThatThrownBy(() -> KeptForLaterCase.KEPT.get().start("true"))
                .hasMessage(
                        "Failed to start [true]: the registry of [InjectionErrorTests.KeptForLaterCase.keepsIt()] is"
                                + " closed; start processes before the end of the scope that owns them");
    }

    @WithBackgroundProcesses
    static class ProcessParameterCase {
        @Test
        void isNotReached(BackgroundProcess server) {
            throw new AssertionError(server);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Server {}

    static final class ServerResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Server.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ProcessRegistry processes = ProcessRegistry.open();
            BackgroundProcess server = processes.start("true");
            server.waitFor();
            processes.close();
            return server;
        }
    }

    @ExtendWith(ServerResolver.class)
    @WithBackgroundProcesses
    static class OtherResolverCase {
        @Test
        void isResolved(@Server BackgroundProcess server) {
            assertThat(server.isRunning()).isFalse();
        }
    }

    @WithBackgroundProcesses
    static class ParameterizedProcessCase {
        @ParameterizedTest
        @NullSource
        void isResolved(BackgroundProcess server) {
            assertThat(server).isNull();
        }
    }

    @WithBackgroundProcesses
    static class AssignedFieldCase {
        private ProcessRegistry processes = ProcessRegistry.open();

        @Test
        void isNotReached() {
            processes.close();
        }
    }

    @WithBackgroundProcesses
    static class FinalFieldCase {
        private final ProcessRegistry processes = null;

        @Test
        void isNotReached() {
            assertThat(processes).isNotNull();
        }
    }

    @WithBackgroundProcesses
    static class FinalStaticFieldCase {
        private static final ProcessRegistry PROCESSES = null;

        @Test
        void isNotReached() {
            assertThat(PROCESSES).isNotNull();
        }
    }

    static class StaticFieldOfMethodCase {
        private static ProcessRegistry processes;

        @Test
        @WithBackgroundProcesses
        void isNotReached() {
            assertThat(processes).isNotNull();
        }
    }

    @WithBackgroundProcesses
    static class KeptForLaterCase {
        static final AtomicReference<ProcessRegistry> KEPT = new AtomicReference<>();

        @Test
        void keepsIt(ProcessRegistry processes) {
            KEPT.set(processes);
        }
    }
}
