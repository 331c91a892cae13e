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
    private final PoolSlots leases = new PoolSlots(PLACES, time);

    @Test
    void takesTheLeastLoadedPlaceUntilAllAreFull() {
        List<String> names = new ArrayList<>();
        for (Optional<PoolSlots.Slots> slot = leases.take(); slot.isPresent(); slot = leases.take()) {
            names.add(slot.get().place.name());
        }

        assertThat(names).containsExactly("small", "big", "big", "big");
        assertThat(leases.nextReturn()).isEmpty();
        assertThat(leases.shortage()).isEqualTo("all slots are taken");
    }

    @Test
    void setsAsideAndTriesAgainWithOne() {
        fail("small");
        fail("small");

        assertThat(leases.shortage()).isEqualTo("1 of 2 places are set aside");
        assertThat(leases.nextReturn()).hasValue(REST);
        PoolSlots.Slots big = leases.take().orElseThrow();
        assertThat(big.place.name()).isEqualTo("big");
        leases.giveBack(big, false);
        time.pass(REST);
        PoolSlots.Slots back = leases.take().orElseThrow();
        assertThat(back.place.name()).isEqualTo("small");
        leases.giveBack(back, false);

        assertThat(leases.news())
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

        assertThat(leases.nextReturn()).hasValue(REST);
    }

    @Test
    void startsToCountAnewAfterASuccess() {
        fail("small");
        leases.giveBack(leases.take().orElseThrow(), false);
        fail("small");

        assertThat(leases.nextReturn()).isEmpty();
    }

    private void fail(String place) {
        PoolSlots.Slots slot = leases.take().orElseThrow();
        assertThat(slot.place.name()).isEqualTo(place);
        leases.giveBack(slot, true);
    }

    @Test
    void refusesPlacesOfTheSameName() {
        assertThatThrownBy(() -> PLACES.and("big", Sandbox.local(), 1))
                .hasMessage("names of places must be unique: big");
    }
}
