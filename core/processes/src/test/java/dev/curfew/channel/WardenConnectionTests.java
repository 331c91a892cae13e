package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.WaitingThread;
import dev.curfew.session.GuardDoor;
import dev.curfew.session.Guarded;
import dev.curfew.session.Reports;
import dev.curfew.session.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The first client of a sandbox, here a scripted one. */
class WardenConnectionTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final List<String> ELEMENTS = List.of("=cookie-1");
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final ScriptedDriver sandbox = new ScriptedDriver();

    private static String end(WardenConnection connection) {
        try {
            return connection.end(ELEMENTS, LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WaitingThread<String> ending(WardenConnection connection) {
        return WaitingThread.start(() -> end(connection)).awaitWaiting();
    }

    private void answer(String words) {
        sandbox.first().print("warden " + words + "\n");
    }

    @Test
    void enters() {
        WardenConnection connection = sandbox.open();

        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.inside().folder()).isEqualTo("/tmp/scripted");
    }

    @Test
    void givesUpAfterItsPatienceWhenNothingAnswers() {
        sandbox.firstClient(client -> client.reads(script -> sandbox.time.pass(sandbox.openLimit())));

        assertThatThrownBy(sandbox::open)
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageStartingWith("Failed to enter exec:scripted: no answer for 30 s");
        assertThat(sandbox.first().isAlive()).isFalse();
    }

    /** It has reported its machine, and then nothing more. */
    @Test
    void givesUpAfterItsPatienceWhenItNeverArrives() {
        sandbox.firstClient(client -> client.reads(script -> {
            client.reads(program -> sandbox.time.pass(sandbox.openLimit()));
            client.print("curfew machine x86_64\n");
        }));

        assertThatThrownBy(sandbox::open).hasMessageContaining("no answer for 30 s");
    }

    @Test
    void isNotGivenUpLaterWhenItHasEntered() {
        WardenConnection connection = sandbox.open();

        sandbox.time.pass(sandbox.openLimit().multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void saysHowItsClientEndedBeforeItWasInside() {
        sandbox.firstClient(client -> client.reads(script -> client.end(new Termination.Exited(9))));

        assertThatThrownBy(sandbox::open)
                .hasMessageContaining("Failed to enter exec:scripted: warden exited with code 9");
    }

    @Test
    void saysWhyItIsRefused() {
        sandbox.firstClient(client -> client.reads(script -> client.print("curfew refused /tmp: no folder\n")));

        assertThatThrownBy(sandbox::open).hasMessageContaining("/tmp: no folder");
        assertThat(sandbox.first().isAlive()).isFalse();
    }

    @Test
    void handsOnWhatTheWardenHasFound() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> ending = ending(connection);
        assertThat(sandbox.request()).isEqualTo("end 1 =cookie-1");

        answer("left 1 12 13");

        assertThat(ending.result()).isEqualTo("12 13");
        assertThat(connection.answers()).isTrue();
    }

    /** Lines that any process in the sandbox can write: the relay keeps back only those that begin like the warden's. */
    @Test
    void takesNoAnswerFromOthers() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> ending = ending(connection);

        sandbox.first().print("id ended 1 0\nwardens ended 1 0\n ended 1 0\n");
        answer("left 1 12");

        assertThat(ending.result()).isEqualTo("12");
    }

    @Test
    void tellsARequestThatWaitsOfTheCut() {
        WaitingThread<String> ending = ending(sandbox.open());

        sandbox.first().end(new Termination.Exited(255));

        assertThat(ending.failure()).hasMessageContaining("warden exited with code 255");
    }

    /** The client had ended, but others hold its input open, and so the request could be written. */
    @Test
    void tellsARequestThatComesAfterTheCut() {
        WardenConnection connection = sandbox.open();
        sandbox.first().end(new Termination.Exited(255));

        assertThatThrownBy(() -> connection.end(ELEMENTS, LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exited with code 255");
    }

    @Test
    void waitsForAnAnswerAsLongAsItIsTold() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> ending = ending(connection);

        sandbox.time.pass(LIMIT.minus(MOMENT));
        assertThat(ending.isDone()).isFalse();
        sandbox.time.pass(MOMENT);

        assertThat(ending.failure()).hasMessageContaining("no answer from the warden");
        assertThat(connection.answers()).isFalse();
    }

    @Test
    void waitsShortlyForAWardenThatHasNotAnsweredBefore() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> first = ending(connection);
        sandbox.time.pass(LIMIT);
        assertThat(first.failure()).isNotNull();
        WaitingThread<String> second = ending(connection);

        sandbox.time.pass(Duration.ofMillis(200));

        assertThat(second.failure()).hasMessageContaining("no answer from the warden");
    }

    @Test
    void trustsAWardenAgainThatAnswersAtLast() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> first = ending(connection);
        sandbox.time.pass(LIMIT);
        assertThat(first.failure()).isNotNull();
        WaitingThread<String> second = ending(connection);
        answer("ended 1 0");
        assertThat(second.isDone()).isFalse();

        answer("ended 2 0");

        assertThat(second.result()).isEmpty();
        assertThat(connection.answers()).isTrue();
    }

    /** The warden ends one after the other, and takes up to 10 seconds for each. */
    @Test
    void givesEachRequestItsTimeFromItsTurnOn() {
        WardenConnection connection = sandbox.open();
        WaitingThread<String> first = ending(connection);
        WaitingThread<String> second = ending(connection);
        assertThat(sandbox.request()).startsWith("end 1 ");
        sandbox.time.pass(LIMIT.minus(MOMENT));
        assertThat(sandbox.hasRequest()).isFalse();

        answer("ended 1 1");
        assertThat(first.result()).isEmpty();
        assertThat(sandbox.request()).startsWith("end 2 ");
        second.awaitWaiting();
        sandbox.time.pass(LIMIT.minus(MOMENT));
        answer("ended 2 1");

        assertThat(second.result()).isEmpty();
    }

    @Test
    void isAskedAlsoByAThreadThatIsInterrupted() {
        WardenConnection connection = sandbox.open();
        sandbox.onRequest(request -> answer("ended 1 0"));
        WaitingThread<Boolean> asking = WaitingThread.start(() -> {
            Thread.currentThread().interrupt();
            end(connection);
            return Thread.interrupted();
        });

        assertThat(asking.result()).isTrue();
    }

    /** A guard cannot be reached, its last reports may be on their way, and then the connection is cut. */
    @Test
    void endsTheWaitingForNewsWhenItIsCut() {
        WardenConnection connection = sandbox.open();
        sandbox.onRequest(sync -> sandbox.first().end(new Termination.Exited(255)));
        Guarded guard = unreachableGuard(connection);

        assertThat(WaitingThread.start(guard::isLost).result()).isTrue();
    }

    @Test
    void waitsForNoNewsAfterItWasCut() {
        WardenConnection connection = sandbox.open();
        sandbox.first().end(new Termination.Exited(255));
        Guarded guard = unreachableGuard(connection);

        assertThat(WaitingThread.start(guard::isLost).result()).isTrue();
    }

    @Test
    void hearsTheLastWordsOfAGuardBeforeItIsTakenForLost() {
        WardenConnection connection = sandbox.open();
        Guarded guard = unreachableGuard(connection);
        String lastWords = Reports.sealed(guard, "cookie-1 empty 0 0");
        sandbox.onRequest(sync -> sandbox.first().print(lastWords + "\n" + sync + "\n"));

        assertThat(WaitingThread.start(guard::isLost).result()).isFalse();
        assertThat(guard.emptied()).isNotNull();
    }

    private static Guarded unreachableGuard(WardenConnection connection) {
        AtomicReference<Termination> end = new AtomicReference<>();
        Guarded guard = connection.channel().expect("cookie-1", end::set);
        guard.isReachedBy(new Unreachable());
        return guard;
    }

    @Test
    void letsTheWardenKnowThatThisJvmIsAliveUntilItLeaves() {
        WardenConnection connection = sandbox.open();

        sandbox.time.pass(ScriptedDriver.LEASE);
        for (int i = 0; i < 4; i++) {
            assertThat(sandbox.request()).isEqualTo("ping");
        }
        connection.askToLeave(true);
        assertThat(sandbox.request()).isEqualTo("finish");
        sandbox.time.pass(ScriptedDriver.LEASE);

        assertThat(sandbox.hasRequest()).isFalse();
    }

    /** The client of its exec channel has ended. */
    private record Unreachable() implements GuardDoor {

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public boolean isAlive() {
            return false;
        }

        @Override
        public String whyLost() {
            return "its client is gone";
        }

        @Override
        public boolean askToEnd() {
            return true;
        }

        @Override
        public void kill() {}

        @Override
        public void abandon() {}
    }
}
