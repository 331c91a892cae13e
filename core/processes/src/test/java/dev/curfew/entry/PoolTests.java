package dev.curfew.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.FakeTime;
import dev.curfew.internal.WaitingThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Sandboxes that wait for a scope, represented by numbers. */
class PoolTests {

    private static final String SANDBOX = "sandbox";

    private final AtomicInteger count = new AtomicInteger();
    private final List<Integer> left = new CopyOnWriteArrayList<>();
    private final Set<Integer> dead = ConcurrentHashMap.newKeySet();
    private final List<Runnable> inBackground = new ArrayList<>();
    private final EntryPermits permits = new EntryPermits(1, new FakeTime());
    private final EntryGate scope = new EntryGate();
    private Function<Integer, Integer> entering = Function.identity();

    private final Pool<String, Integer> pool = new Pool<>(
            this::enter, left::add, site -> !dead.contains(site), permits, inBackground::add, inBackground::add);

    private int enter(String sandbox, EntryGate gate, EntryPermits.Request request) {
        return gate.enter(sandbox, request, () -> entering.apply(count.incrementAndGet()));
    }

    private int take() {
        return pool.take(SANDBOX, 1, scope);
    }

    private void runInBackground() {
        List<Runnable> due = List.copyOf(inBackground);
        inBackground.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void entersAtOnceWhenNoneWaits() {
        assertThat(take()).isEqualTo(1);
        assertThat(inBackground).hasSize(1);
    }

    @Test
    void givesTheOneThatWaitsAndMakesAnother() {
        take();
        runInBackground();

        assertThat(take()).isEqualTo(2);
        assertThat(inBackground).hasSize(1);
    }

    @Test
    void waitsForTheOneThatIsBeingMadeInsteadOfMakingAnother() {
        take();
        WaitingThread<Integer> waiting = WaitingThread.start(this::take).awaitWaiting();

        runInBackground();

        assertThat(waiting.result()).isEqualTo(2);
    }

    @Test
    void leavesOneThatHasDiedAndGivesTheNext() {
        take();
        runInBackground();
        dead.add(2);
        WaitingThread<Integer> waiting = WaitingThread.start(this::take).awaitWaiting();

        runInBackground();

        assertThat(waiting.result()).isEqualTo(3);
        assertThat(left).containsExactly(2);
    }

    @Test
    void leavesThoseThatWaitWhenItIsClosed() {
        take();
        runInBackground();

        pool.close();

        assertThat(left).containsExactly(2);
    }

    @Test
    void makesNoneAfterItIsClosed() {
        pool.close();

        assertThat(take()).isEqualTo(1);
        assertThat(inBackground).isEmpty();
    }

    /** A sandbox with a permit is entered and then left; one that waits for a permit is not entered. */
    @Test
    void leavesTheOneThatIsBeingMadeWhenItIsClosed() {
        pool.take(SANDBOX, 2, scope);
        CountDownLatch arrives = new CountDownLatch(1);
        entering = number -> {
            WaitingThread.awaitLatch(arrives);
            return number;
        };
        WaitingThread<Boolean> made = background(0).awaitWaiting();
        WaitingThread<Boolean> refused = background(1).awaitWaiting();
        WaitingThread<Boolean> closing = WaitingThread.start(() -> {
            pool.close();
            return true;
        });
        assertThat(refused.result()).isTrue();
        assertThat(closing.isDone()).isFalse();

        arrives.countDown();

        assertThat(closing.result()).isTrue();
        assertThat(made.result()).isTrue();
        assertThat(left).containsExactly(2);
    }

    private WaitingThread<Boolean> background(int index) {
        return WaitingThread.start(() -> {
            inBackground.get(index).run();
            return true;
        });
    }

    @Test
    void leavesTheOthersWhenOneCannotBeEntered() {
        entering = number -> {
            if (number == 2) {
                throw new IllegalStateException("no way in");
            }
            return number;
        };
        pool.take(SANDBOX, 3, scope);
        runInBackground();

        pool.close();

        assertThat(left).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void endsTheWaitingOfAScopeThatIsClosed() {
        take();
        EntryPermits.Request other = hold();
        WaitingThread<Boolean> making = background(0).awaitWaiting();
        WaitingThread<Integer> waiting = WaitingThread.start(this::take).awaitWaiting();

        scope.close();

        assertThat(waiting.failure())
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("scope ended");
        assertThat(making.result()).isTrue();
        other.release();
    }

    @Test
    void keepsForTheNextScopeWhatAnInterruptedOneWaitedFor() {
        take();
        WaitingThread<Integer> interrupted = WaitingThread.start(this::take).awaitWaiting();

        interrupted.interrupt();

        assertThat(interrupted.failure()).hasMessageContaining("interrupted");
        runInBackground();
        assertThat(take()).isEqualTo(2);
    }

    private EntryPermits.Request hold() {
        EntryPermits.Request request = permits.urgent();
        try {
            assertThat(request.await()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return request;
    }

    @Test
    void leavesOnlySoManyInTheBackground() {
        assertThat(pool.leaveLater(1, () -> left.add(1))).isTrue();
        assertThat(pool.leaveLater(1, () -> left.add(2))).isTrue();
        assertThat(pool.leaveLater(1, () -> left.add(3))).isFalse();

        runInBackground();

        assertThat(left).containsExactly(1, 2);
        assertThat(pool.leaveLater(1, () -> {})).isTrue();
    }

    @Test
    void isClosedWhenThoseThatAreBeingLeftAre() {
        pool.leaveLater(1, () -> left.add(1));
        WaitingThread<Boolean> closing = WaitingThread.start(() -> {
                    pool.close();
                    return true;
                })
                .awaitWaiting();
        assertThat(left).isEmpty();

        runInBackground();

        assertThat(closing.result()).isTrue();
        assertThat(left).containsExactly(1);
    }
}
