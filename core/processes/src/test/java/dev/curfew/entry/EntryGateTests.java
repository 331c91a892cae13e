package dev.curfew.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.FakeTime;
import dev.curfew.internal.WaitingThread;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EntryGateTests {

    private final EntryPermits permits = new EntryPermits(1, new FakeTime());
    private final EntryGate gate = new EntryGate();

    private String enter(String what) {
        return gate.enter("a place", permits.urgent(), () -> what);
    }

    /** {@return an entry that has the only permit until a latch is counted down} */
    private WaitingThread<String> entering(CountDownLatch until) {
        return WaitingThread.start(() -> new EntryGate().enter("another place", permits.urgent(), () -> {
                    WaitingThread.awaitLatch(until);
                    return "entered";
                }))
                .awaitWaiting();
    }

    @Test
    void releasesThePermitWhenTheEntryFails() {
        assertThatThrownBy(() -> gate.enter("a place", permits.urgent(), () -> {
                    throw new IllegalStateException("no way in");
                }))
                .hasMessage("no way in");

        assertThat(enter("entered")).isEqualTo("entered");
    }

    @Test
    void endsAllWaitingWhenItIsClosed() {
        CountDownLatch until = new CountDownLatch(1);
        WaitingThread<String> other = entering(until);
        WaitingThread<String> waiting =
                WaitingThread.start(() -> enter("never")).awaitWaiting();

        gate.close();

        assertThat(waiting.failure())
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageStartingWith(
                        "Failed to enter a place: its scope ended while it waited for its turn\n  entering:     at most ")
                .satisfies(failure -> assertThat(EntryGate.isRefusal(failure)).isTrue());
        until.countDown();
        assertThat(other.result()).isEqualTo("entered");
    }

    @Test
    void refusesWhatComesLater() {
        gate.close();

        assertThatThrownBy(() -> enter("never"))
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("its scope ended");
        assertThat(new EntryGate().enter("another place", permits.urgent(), () -> "entered"))
                .isEqualTo("entered");
    }

    @Test
    void endsTheWaitingOfAThreadThatIsInterrupted() {
        CountDownLatch until = new CountDownLatch(1);
        WaitingThread<String> other = entering(until);
        WaitingThread<String> waiting =
                WaitingThread.start(() -> enter("never")).awaitWaiting();

        waiting.interrupt();

        assertThat(waiting.failure())
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("interrupted while it waited for its turn")
                .satisfies(failure -> assertThat(EntryGate.isRefusal(failure)).isFalse());
        until.countDown();
        assertThat(other.result()).isEqualTo("entered");
        assertThat(enter("entered")).isEqualTo("entered");
    }
}
