package dev.curfew.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.channel.ScriptedDriver;
import dev.curfew.internal.WaitingThread;
import dev.curfew.session.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Requests through a new connection after the previous one was cut. */
class ReconnectCleanupTests {

    private static final Duration LEFT_OF_THE_BUDGET = Duration.ofSeconds(2);
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final ScriptedDriver sandbox = new ScriptedDriver();

    private String ask() {
        try {
            return ReconnectCleanup.of(
                    ScriptedDriver.SANDBOX, sandbox, sandbox.context(), List.of("=cookie-1"), LEFT_OF_THE_BUDGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a thread that has sent the request, to a warden that exits when it is told to} */
    private WaitingThread<String> asking() {
        sandbox.onRequest(request -> {
            if (request.equals("close")) {
                sandbox.first().end(new Termination.Exited(0));
            }
        });
        return WaitingThread.start(this::ask).awaitWaiting();
    }

    private void answer(String words) {
        sandbox.first().print("warden " + words + "\n");
    }

    @Test
    void provesThatNothingIsLeft() {
        WaitingThread<String> asking = asking();

        answer("ended 1 0");

        assertThat(asking.result()).isEmpty();
        assertThat(sandbox.first().isAlive()).isFalse();
    }

    @Test
    void namesWhatIsLeft() {
        WaitingThread<String> asking = asking();

        answer("left 1 12");

        assertThat(asking.result()).isEqualTo("12");
    }

    /** Guards that could not be reached have used up the budget, and the warden has just begun to look. */
    @Test
    void waitsForAWardenThatLooksLongerThanTheBudgetLasts() {
        WaitingThread<String> asking = asking();
        sandbox.time.pass(ReconnectCleanup.ANSWER.minus(MOMENT));
        assertThat(asking.isDone()).isFalse();

        answer("ended 1 0");

        assertThat(asking.result()).isEmpty();
    }

    @Test
    void doesNotWaitForeverForAWardenThatIsSilent() {
        WaitingThread<String> asking = asking();

        sandbox.time.pass(ReconnectCleanup.ANSWER);

        assertThat(asking.failure()).hasMessageContaining("no answer from the warden");
        assertThat(sandbox.first().isAlive()).isFalse();
    }

    @Test
    void isAskedAlsoByAThreadThatIsInterrupted() {
        sandbox.onRequest(request -> {
            if (request.equals("close")) {
                sandbox.first().end(new Termination.Exited(0));
            } else {
                answer("ended 1 0");
            }
        });
        WaitingThread<Boolean> asking = WaitingThread.start(() -> {
            Thread.currentThread().interrupt();
            return ask().isEmpty() && Thread.interrupted();
        });

        assertThat(asking.result()).isTrue();
    }
}
