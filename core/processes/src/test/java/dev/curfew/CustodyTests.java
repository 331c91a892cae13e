package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyTests {

    private final ProcessRegistry first = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("first"));
    private final ProcessRegistry second = ProcessRegistry.open(RegistryOptions.DEFAULT.withName("second"));
    private final Slots firstSlots = slots();
    private final Slots secondSlots = slots();
    private final Custody custody = new Custody(first.ownedBy("owner"), firstSlots.take("start"));

    private static Slots slots() {
        return new Slots("scope", Bounds.DEFAULT.withMaxRunning(1), List::of);
    }

    private boolean isFirst() {
        return custody.owner().registry() == first;
    }

    private static void assertFree(Slots slots) {
        slots.take("look").giveBack();
    }

    private static void assertTaken(Slots slots) {
        assertThatExceptionOfType(TooManyProcessesException.class).isThrownBy(() -> slots.take("look"));
    }

    @Test
    void processThatItsScopeEndsIsNotHandedOver() {
        assertThat(custody.claim(this::isFirst)).isTrue();

        assertThat(custody.passTo(second.ownedBy("heir"), secondSlots.take("move")))
                .isFalse();

        assertThat(isFirst()).isTrue();
        assertTaken(firstSlots);
    }

    @Test
    void processThatWasHandedOverIsNotEndedByItsFormerScope() {
        assertThat(custody.passTo(second.ownedBy("heir"), secondSlots.take("move")))
                .isTrue();

        assertThat(custody.claim(this::isFirst)).isFalse();

        assertFree(firstSlots);
        assertTaken(secondSlots);
    }

    /** The scope is checking whether it owns the process; until it has decided, the process is not transferred. */
    @Test
    void handingOverWaitsForAClaimUnderWay() throws Exception {
        Latch asked = new Latch();
        Latch released = new Latch();
        OtherThread scope = OtherThread.run(() -> custody.claim(() -> {
            asked.open();
            released.await();
            return isFirst();
        }));
        asked.await();
        OtherThread mover = OtherThread.run(
                () -> assertThat(custody.passTo(second.ownedBy("heir"), null)).isFalse());

        assertThat(mover.isDone()).isFalse();
        released.open();

        scope.join();
        mover.join();
        assertThat(isFirst()).isTrue();
    }

    @Test
    void processIsHandedOverAfterAllClaimsWereReleased() {
        custody.claim(this::isFirst);
        custody.claim(this::isFirst);
        custody.release();
        assertThat(custody.passTo(first.ownedBy("heir"), null)).isFalse();
        custody.release();

        assertThat(custody.passTo(first.ownedBy("heir"), null)).isTrue();

        assertThat(custody.owner().owner()).isEqualTo("heir");
        assertTaken(firstSlots);
    }

    @Test
    void processThatEndsBeforeItIsHandedOverNeedsNoPlace() {
        custody.ended();
        custody.passTo(second.ownedBy("heir"), secondSlots.take("move"));

        assertFree(firstSlots);
        assertFree(secondSlots);
    }

    @Test
    void processThatEndsAfterItWasHandedOverFreesItsNewPlace() {
        custody.passTo(second.ownedBy("heir"), secondSlots.take("move"));
        Slots.Slot next = firstSlots.take("start");
        custody.ended();

        assertFree(secondSlots);
        assertTaken(firstSlots);
        next.giveBack();
        next.giveBack(); // The permit is released once, however often the release is called.
        Slots.Slot only = firstSlots.take("start");
        assertTaken(firstSlots);
        only.giveBack();
    }

    @Test
    void endOfTheScopeLetsThroughAllThatWaitForAPlace() throws Exception {
        Slots queue =
                new Slots("scope", Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(Duration.ofHours(1)), List::of);
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
