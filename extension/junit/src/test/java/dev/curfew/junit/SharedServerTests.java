package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.curfew.BackgroundProcess;
import dev.curfew.Readiness;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.evidence.ProcessesAtFailure;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that outlives the classes that use it. */
class SharedServerTests {

    private static final RegistryOptions PATIENT = RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT);

    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    private static final Command ECHO = Command.shell("echo serving; exec cat").withName("echo");

    /** The pids that tests have seen, or what they have found. */
    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    private static final SharedServer SHARED = server(Restart.NEVER);
    private static final SharedServer FRESH = server(Restart.BEFORE_TEST);
    private static final SharedServer STOPPED = server(Restart.AFTER_TEST);

    private static SharedServer server(Restart restart) {
        return SharedServer.of(ECHO)
                .withReadiness(process -> Readiness.text("serving"))
                .withRestart(restart)
                .withOptions(PATIENT);
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @AfterEach
    void endServers() {
        SHARED.end();
        FRESH.end();
        STOPPED.end();
    }

    @Test
    void isStartedOnceForAllClasses() {
        TestRun.of(OneCase.class, PARALLEL).requireAllPassed();
        TestRun.of(OtherCase.class).requireAllPassed();

        assertThat(SEEN).hasSize(3).containsOnly(SHARED.process().pid());
        assertThat(SHARED.process().isRunning()).isTrue();
    }

    static class OneCase {
        @RegisterExtension
        static final SharedServer SERVER = SHARED;

        @RepeatedTest(2)
        void uses() {
            SEEN.add(SERVER.process().pid());
        }
    }

    static class OtherCase {
        @Test
        void usesWithoutRegistering() {
            SEEN.add(SHARED.process().pid());
        }
    }

    @Test
    void isRestartedBeforeEachTest() {
        TestRun.of(FreshCase.class, PARALLEL).requireAllPassed();

        assertThat(SEEN).hasSize(4).doesNotHaveDuplicates();
        assertThat(FreshCase.MOST_AT_ONCE).hasValue(1);
    }

    static class FreshCase {
        private static final AtomicInteger RUNNING = new AtomicInteger();
        static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();

        @RegisterExtension
        static final SharedServer SERVER = FRESH;

        @RepeatedTest(4)
        void usesAlone(OutputMark begin) {
            MOST_AT_ONCE.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            assertThat(begin).isEqualTo(OutputMark.START);
            assertThat(SERVER.process().output().text()).isEqualTo("serving\n");
            SERVER.process().submit("used");
            SERVER.process().expect("used");
            SEEN.add(SERVER.process().pid());
            RUNNING.decrementAndGet();
        }
    }

    @Test
    void isStoppedAfterEachTest() {
        TestRun.of(StoppedCase.class).requireAllPassed();

        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(SEEN)
                .allSatisfy(seen ->
                        assertThat(((BackgroundProcess) seen).isRunning()).isFalse());
    }

    static class StoppedCase {
        @RegisterExtension
        static final SharedServer SERVER = STOPPED;

        @RepeatedTest(2)
        void uses() {
            SEEN.add(SERVER.process());
        }
    }

    @Test
    void tellsWhichOutputBelongsToATest() {
        BackgroundProcess process = SHARED.process(); // Its start belongs to no test.

        TestRun run = TestRun.of(FailingCase.class);

        assertThat(run.failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(List.of(failure.getSuppressed()))
                        .singleElement()
                        .isInstanceOf(ProcessesAtFailure.class)
                        .asString()
                        .contains("Shared server [echo] when [SharedServerTests.FailingCase.fails() repetition")
                        .contains("state:        running (pid " + process.pid())
                        .contains("test output:  (1 line)\n    | only this"));
        assertThat(SEEN).containsExactly("only this\n", "only this\n");
    }

    @Test
    void tellsNothingWithoutEvidence() {
        TestRun run = TestRun.of(FailingCase.class, Map.of("curfew.evidence", "false"));

        assertThat(run.failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    static class FailingCase {
        @RegisterExtension
        static final SharedServer SERVER = SHARED;

        @RepeatedTest(2)
        void fails(OutputMark begin) {
            SERVER.process().submit("only this");
            SERVER.process().expect(Expectation.text("only this\n").from(begin));
            SEEN.add(SERVER.process().output().since(begin).text());
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void startsInTheOrderOfDependenciesAndEndsInReverse() {
        SharedServer database =
                SharedServer.of(Command.of("cat").withFreePort()).withOptions(PATIENT);
        SharedServer shop = SharedServer.of(() -> Command.of("sh", "-c", "echo \"$DATABASE\"; exec cat")
                        .withEnv("DATABASE", "port " + database.process().port()))
                .withOptions(PATIENT);
        SharedServers session = new SharedServers();
        session.sessionOpened();

        BackgroundProcess shopProcess = shop.process();
        BackgroundProcess databaseProcess = database.process();
        shopProcess.expect("port " + databaseProcess.port() + "\n");
        assertThat(databaseProcess.startedAt()).isBeforeOrEqualTo(shopProcess.startedAt());

        session.started(database);
        session.started(shop);
        session.sessionOpened();
        session.sessionClosed();
        assertThat(shopProcess.isRunning())
                .as("ended with a session within a session")
                .isTrue();
        session.sessionClosed();

        assertThat(shopProcess.endedAt().orElseThrow())
                .isBeforeOrEqualTo(databaseProcess.endedAt().orElseThrow());
        assertThat(database.process()).as("process of the next session").isNotSameAs(databaseProcess);
        database.end();
    }

    @Test
    void doesNotRepeatAStartThatFailed() {
        AtomicInteger starts = new AtomicInteger();
        SharedServer broken = SharedServer.of(() -> {
            starts.incrementAndGet();
            return Command.of("no-such-server");
        });

        Throwable first = catchThrowable(broken::process);
        assertThat(first).isInstanceOf(SpawnException.class);
        assertThatThrownBy(broken::process)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Failed to start a shared server: it could not be started before, and is not started again in"
                                + " this session; see the cause")
                .hasCause(first);
        assertThat(starts).hasValue(1);
    }

    @Test
    void endsWhatDoesNotBecomeReady() {
        List<BackgroundProcess> started = new CopyOnWriteArrayList<>();
        SharedServer slow = SharedServer.of(ECHO).withReadiness(process -> {
            started.add(process);
            return Readiness.text("ready").withTimeout(Duration.ofMillis(300));
        });

        assertThatThrownBy(slow::process)
                .isInstanceOf(NotReadyException.class)
                .hasMessageStartingWith("Timed out waiting for the text \"ready\" in local after ");
        assertThat(started).singleElement().matches(process -> !process.isRunning());
    }

    @Test
    void endsAServerWhoseReadinessFails() {
        List<BackgroundProcess> started = new CopyOnWriteArrayList<>();
        AssertionError failure = new AssertionError("on purpose");
        SharedServer broken = SharedServer.of(ECHO).withReadiness(process -> {
            started.add(process);
            throw failure;
        });

        assertThat(catchThrowable(broken::process)).isSameAs(failure);
        assertThatThrownBy(broken::process)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(failure);
        assertThat(started).singleElement().matches(process -> !process.isRunning());
    }

    @Test
    void isRestartedAgainIfItDidNotBecomeReady() {
        List<BackgroundProcess> started = new CopyOnWriteArrayList<>();
        SharedServer server = SharedServer.of(ECHO).withOptions(PATIENT).withReadiness(process -> {
            started.add(process);
            return started.size() == 2
                    ? Readiness.text("ready").withTimeout(Duration.ofMillis(300))
                    : Readiness.text("serving");
        });
        server.process();

        assertThatThrownBy(server::restart).isInstanceOf(NotReadyException.class);
        BackgroundProcess ready = server.process();

        assertThat(started).hasSize(3).endsWith(ready);
        assertThat(server.process()).isSameAs(ready);
        assertThat(started.get(1).isRunning()).isFalse();
        server.end();
    }

    @Test
    void refusesToNeedItself() {
        SharedServer[] servers = new SharedServer[1];
        servers[0] = SharedServer.of(() -> servers[0].process().command());

        assertThatThrownBy(servers[0]::process)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Failed to start a shared server: its command asks for the server itself");
    }

    @Test
    void saysThatItHasEnded() {
        BackgroundProcess process = SHARED.process();
        process.kill();

        assertThatThrownBy(SHARED::process)
                .isInstanceOf(NotReadyException.class)
                .hasMessageStartingWith("Shared server [echo] has ended\n")
                .hasMessageContaining("kill() was called");
        assertThat(SHARED.restart().isRunning()).isTrue();
        assertThat(SHARED.process()).isNotSameAs(process);
    }

    @Test
    void isStartedAgainAfterAStop() {
        BackgroundProcess process = SHARED.process();
        SHARED.stop();

        assertThat(process.isRunning()).isFalse();
        assertThat(SHARED.process()).isNotSameAs(process).matches(BackgroundProcess::isRunning);
    }
}
