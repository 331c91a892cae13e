package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.internal.FakeTime;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolSlotsTests {

    private static final Duration REST = Duration.ofMinutes(1);
    private static final SandboxPool PLACES = SandboxPool.of("small", Sandbox.local(), 1)
            .and("big", Sandbox.entering("env"), 3)
            .withTolerance(2, REST);

    private final FakeTime time = new FakeTime();
    private final PoolSlots slots = new PoolSlots(PLACES, time);

    @Test
    void takesTheLeastLoadedPlaceUntilAllAreFull() {
        List<String> names = new ArrayList<>();
        for (Optional<PoolSlots.Slots> slot = slots.take(); slot.isPresent(); slot = slots.take()) {
            names.add(slot.get().place.name());
        }

        assertThat(names).containsExactly("small", "big", "big", "big");
        assertThat(slots.nextReturn()).isEmpty();
        assertThat(slots.shortage()).isEqualTo("all slots are taken");
    }

    @Test
    void setsAsideAndTriesAgainWithOne() {
        fail("small");
        fail("small");

        assertThat(slots.shortage()).isEqualTo("1 of 2 places are set aside");
        assertThat(slots.nextReturn()).hasValue(REST);
        PoolSlots.Slots big = slots.take().orElseThrow();
        assertThat(big.place.name()).isEqualTo("big");
        slots.giveBack(big, false);
        time.pass(REST);
        PoolSlots.Slots back = slots.take().orElseThrow();
        assertThat(back.place.name()).isEqualTo("small");
        slots.giveBack(back, false);

        assertThat(slots.news())
                .containsExactly(
                        "place [small] is set aside for 60 s: its sandbox failed 2 times in a row",
                        "place [small] is used again");
    }

    @Test
    void setsAsideAgainAfterOneMoreFailure() {
        fail("small");
        fail("small");
        time.pass(REST);

        fail("small");

        assertThat(slots.nextReturn()).hasValue(REST);
    }

    @Test
    void startsToCountAnewAfterASuccess() {
        fail("small");
        slots.giveBack(slots.take().orElseThrow(), false);
        fail("small");

        assertThat(slots.nextReturn()).isEmpty();
    }

    private void fail(String place) {
        PoolSlots.Slots slot = slots.take().orElseThrow();
        assertThat(slot.place.name()).isEqualTo(place);
        slots.giveBack(slot, true);
    }

    @Test
    void refusesPlacesOfTheSameName() {
        assertThatThrownBy(() -> PLACES.and("big", Sandbox.local(), 1))
                .hasMessage("names of places must be unique: big");
    }
}
