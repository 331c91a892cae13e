package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipRaceTests {

    private final ProcessRegistry first = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("first"));
    private final ProcessRegistry second = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("second"));
    private final Permits firstPermits = permits();
    private final Permits secondPermits = permits();
    private final Ownership ownership = new Ownership(first.ownedBy("owner"), firstPermits.take("start"));

    private static Permits permits() {
        return new Permits("scope", Bounds.DEFAULT.withMaxRunning(1), List::of);
    }

    private boolean isFirst() {
        return ownership.owner().registry() == first;
    }

    private static void assertFree(Permits permits) {
        permits.take("look").giveBack();
    }

    private static void assertTaken(Permits permits) {
        assertThatExceptionOfType(TooManyProcessesException.class).isThrownBy(() -> permits.take("look"));
    }

    @Test
    void processThatItsScopeEndsIsNotHandedOver() {
        assertThat(ownership.claim(this::isFirst)).isTrue();

        assertThat(ownership.passTo(second.ownedBy("heir"), secondPermits.take("move")))
                .isFalse();

        assertThat(isFirst()).isTrue();
        assertTaken(firstPermits);
    }

    @Test
    void processThatWasHandedOverIsNotEndedByItsFormerScope() {
        assertThat(ownership.passTo(second.ownedBy("heir"), secondPermits.take("move")))
                .isTrue();

        assertThat(ownership.claim(this::isFirst)).isFalse();

        assertFree(firstPermits);
        assertTaken(secondPermits);
    }

    /** The scope is checking whether it owns the process; until it has decided, the process is not transferred. */
    @Test
    void handingOverWaitsForAClaimUnderWay() throws Exception {
        Latch asked = new Latch();
        Latch released = new Latch();
        OtherThread scope = OtherThread.run(() -> ownership.claim(() -> {
            asked.open();
            released.await();
            return isFirst();
        }));
        asked.await();
        OtherThread mover = OtherThread.run(
                () -> assertThat(ownership.passTo(second.ownedBy("heir"), null)).isFalse());

        assertThat(mover.isDone()).isFalse();
        released.open();

        scope.join();
        mover.join();
        assertThat(isFirst()).isTrue();
    }

    @Test
    void processIsHandedOverAfterAllClaimsWereReleased() {
        ownership.claim(this::isFirst);
        ownership.claim(this::isFirst);
        ownership.release();
        assertThat(ownership.passTo(first.ownedBy("heir"), null)).isFalse();
        ownership.release();

        assertThat(ownership.passTo(first.ownedBy("heir"), null)).isTrue();

        assertThat(ownership.owner().owner()).isEqualTo("heir");
        assertTaken(firstPermits);
    }

    @Test
    void processThatEndsBeforeItIsHandedOverNeedsNoPlace() {
        ownership.ended();
        ownership.passTo(second.ownedBy("heir"), secondPermits.take("move"));

        assertFree(firstPermits);
        assertFree(secondPermits);
    }

    @Test
    void processThatEndsAfterItWasHandedOverFreesItsNewPlace() {
        ownership.passTo(second.ownedBy("heir"), secondPermits.take("move"));
        Permits.Slot next = firstPermits.take("start");
        ownership.ended();

        assertFree(secondPermits);
        assertTaken(firstPermits);
        next.giveBack();
        next.giveBack(); // The permit is released once, however often the release is called.
        Permits.Slot only = firstPermits.take("start");
        assertTaken(firstPermits);
        only.giveBack();
    }

    @Test
    void endOfTheScopeLetsThroughAllThatWaitForAPlace() throws Exception {
        Permits queue =
                new Permits("scope", Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(Duration.ofHours(1)), List::of);
        queue.take("start");
        OtherThread one = OtherThread.run(() -> queue.take("start"));
        OtherThread two = OtherThread.run(() -> queue.take("start"));
        one.awaitWaiting();
        two.awaitWaiting();

        queue.close();

        one.join();
        two.join();
    }
}
