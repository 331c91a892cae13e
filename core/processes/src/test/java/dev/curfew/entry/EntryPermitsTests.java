package dev.curfew.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.entry.EntryPermits.Request;
import dev.curfew.internal.FakeTime;
import dev.curfew.internal.WaitingThread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EntryPermitsTests {

    private final FakeTime time = new FakeTime();
    private final EntryPermits permits = new EntryPermits(1, time);

    private static WaitingThread<Boolean> awaited(Request request) {
        return WaitingThread.start(() -> isGranted(request));
    }

    private static boolean isGranted(Request request) {
        try {
            return request.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Request granted() {
        Request request = permits.urgent();
        assertThat(isGranted(request)).isTrue();
        return request;
    }

    @Test
    void areGrantedInTheirOrder() {
        Request first = granted();
        Request second = permits.urgent();
        WaitingThread<Boolean> waiting = awaited(second).awaitWaiting();
        WaitingThread<Boolean> last = awaited(permits.urgent()).awaitWaiting();

        first.release();
        assertThat(waiting.result()).isTrue();
        assertThat(last.isDone()).isFalse();

        second.release();
        assertThat(last.result()).isTrue();
    }

    @Test
    void areGrantedToCallersBeforeWhatIsKeptReady() {
        Request first = granted();
        WaitingThread<Boolean> warm = awaited(permits.inBackground()).awaitWaiting();
        Request urgent = permits.urgent();
        WaitingThread<Boolean> caller = awaited(urgent).awaitWaiting();

        first.release();
        assertThat(caller.result()).isTrue();
        assertThat(warm.isDone()).isFalse();

        urgent.release();
        assertThat(warm.result()).isTrue();
    }

    @Test
    void areGrantedSoonerToWhatACallerWaitsForByNow() {
        Request first = granted();
        awaited(permits.inBackground()).awaitWaiting();
        Request wanted = permits.inBackground();
        WaitingThread<Boolean> warm = awaited(wanted).awaitWaiting();

        wanted.hurry();
        first.release();

        assertThat(warm.result()).isTrue();
    }

    @Test
    void canBeHurriedBeforeTheyAreWaitedFor() {
        Request first = granted();
        awaited(permits.inBackground()).awaitWaiting();
        Request wanted = permits.inBackground();

        wanted.hurry();
        WaitingThread<Boolean> warm = awaited(wanted).awaitWaiting();
        first.release();

        assertThat(warm.result()).isTrue();
    }

    @Test
    void areReleasedOnce() {
        Request first = granted();
        Request second = permits.urgent();
        WaitingThread<Boolean> waiting = awaited(second).awaitWaiting();
        WaitingThread<Boolean> last = awaited(permits.urgent()).awaitWaiting();

        first.release();
        first.release();

        assertThat(waiting.result()).isTrue();
        assertThat(last.isDone()).isFalse();
    }

    @Test
    void areRefusedAtOnce() {
        granted();
        Request refused = permits.urgent();
        WaitingThread<Boolean> waiting = awaited(refused).awaitWaiting();

        refused.refuse();

        assertThat(waiting.result()).isFalse();
    }

    @Test
    void areNotRefusedWhenTheyAreGranted() {
        Request first = granted();
        WaitingThread<Boolean> waiting = awaited(permits.urgent()).awaitWaiting();

        first.refuse();
        assertThat(waiting.isDone()).isFalse();

        first.release();
        assertThat(waiting.result()).isTrue();
    }

    @Test
    void areNotLostToAThreadThatIsInterrupted() {
        Request first = granted();
        WaitingThread<Boolean> interrupted = awaited(permits.urgent()).awaitWaiting();
        interrupted.interrupt();
        assertThat(interrupted.failure()).hasRootCauseInstanceOf(InterruptedException.class);

        first.release();

        assertThat(isGranted(permits.urgent())).isTrue();
    }

    /** There is nothing to wait for; the entry itself then sees the interrupt. */
    @Test
    void areGrantedToAThreadThatIsInterruptedWhenOneIsFree() {
        WaitingThread<Boolean> interrupted = WaitingThread.start(() -> {
            Thread.currentThread().interrupt();
            return isGranted(permits.urgent()) && Thread.interrupted();
        });

        assertThat(interrupted.result()).isTrue();
    }

    /** It may be in a queue of Slurm, behind a scope that waits for a permit. */
    @Test
    void passOnFromAnEntryThatTakesVeryLong() {
        Request first = granted();
        WaitingThread<Boolean> waiting = awaited(permits.urgent()).awaitWaiting();

        time.pass(EntryPermits.LONGEST.minusNanos(1));
        assertThat(waiting.isDone()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(waiting.result()).isTrue();

        WaitingThread<Boolean> last = awaited(permits.urgent()).awaitWaiting();
        first.release();
        assertThat(last.isDone()).isFalse();
    }
}
