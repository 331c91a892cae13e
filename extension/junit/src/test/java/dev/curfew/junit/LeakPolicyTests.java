package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A budget of one nanosecond leaves every process behind. */
class LeakPolicyTests {

    private static final KillPolicy HOPELESS = new KillPolicy(Duration.ZERO, Duration.ofNanos(1));
    private static final AtomicReference<BackgroundProcess> LEAKED = new AtomicReference<>();

    private static ProcessIdentity leak(ProcessRegistry processes) {
        BackgroundProcess server = processes.start(Command.of("cat", "-u").withName("server"));
        LEAKED.set(server);
        server.submit("ready");
        server.expect("ready");
        return Trees.identity(server.pid());
    }

    @AfterEach
    void endWhatTheTestsLeftBehind() {
        assertThat(LEAKED.get().isRunning()).isTrue();
        ProcessHandle.of(LEAKED.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
        LEAKED.get().waitFor();
    }

    @Test
    void failsTheTest() {
        TestRun run = TestRun.of(LeakingCase.class);

        assertThat(run.onlyFailure())
                .isInstanceOf(ProcessesLeftBehindError.class)
                .hasMessageMatching("Left behind 1 process and 0 files after \\d+ ms\n"
                        + "  test:         LeakPolicyTests\\.LeakingCase\\.leaks\\(\\)\n"
                        + "  survivor:     " + LeakingCase.leaked
                        + ", started by \\[server], did not end by SIGKILL: cat -u\n"
                        + "  next:         end these processes by hand, and let the test end what it starts through"
                        + " daemons or as other users");
        ProcessesLeftBehindError error = (ProcessesLeftBehindError) run.onlyFailure();
        assertThat(error).hasCauseInstanceOf(LeftBehindException.class);
        assertThat(error.report().survivors()).extracting(Survivor::identity).isEqualTo(List.of(LeakingCase.leaked));
    }

    @Test
    void failsTheClass() {
        TestRun run = TestRun.of(LeakingClassCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.succeeded(1).failed(0));
        assertThat(run.onlyFailure())
                .isInstanceOf(ProcessesLeftBehindError.class)
                .hasMessageContaining("\n  test:         LeakPolicyTests.LeakingClassCase\n");
    }

    @Test
    void warnsOnly() {
        TestRun run = TestRun.of(LeakingCase.class, Map.of("curfew.leaks", "warn"));

        run.requireAllPassed();
        assertThat(run.entries("curfew.leak"))
                .singleElement()
                .asString()
                .startsWith("Left behind 1 process")
                .contains("survivor:     " + LeakingCase.leaked);
    }

    @Test
    void comesAfterTheFailureOfTheTestItself() {
        Throwable failure = TestRun.of(FailingAndLeakingCase.class).onlyFailure();

        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(ProcessesLeftBehindError.class);
    }

    @Test
    void namesWhatAConstructorLeavesBehind() {
        Throwable failure = TestRun.of(LeakingConstructorCase.class).onlyFailure();

        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(ProcessesLeftBehindError.class);
    }

    static class Hopeless {
        @RegisterExtension
        static final BackgroundProcessesExtension EXTENSION = BackgroundProcessesExtension.builder()
                .withKillPolicy(HOPELESS)
                .withoutEvidence()
                .build();
    }

    static class LeakingCase extends Hopeless {
        private static ProcessIdentity leaked;

        @Test
        void leaks(ProcessRegistry processes) {
            leaked = leak(processes);
        }
    }

    static class LeakingClassCase extends Hopeless {
        @BeforeAll
        static void leaks(ProcessRegistry processes) {
            leak(processes);
        }

        @Test
        void passes() {}
    }

    static class FailingAndLeakingCase extends Hopeless {
        @Test
        void leaks(ProcessRegistry processes) {
            leak(processes);
            throw new IllegalStateException("on purpose");
        }
    }

    static class LeakingConstructorCase extends Hopeless {
        LeakingConstructorCase(ProcessRegistry processes) {
            leak(processes);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }
}
