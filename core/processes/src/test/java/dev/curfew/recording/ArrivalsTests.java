package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTests {

    private static final long MILLISECOND = 1_000_000;

    private final Arrivals arrivals = new Arrivals();

    @Test
    void joinsWhatArrivesAtTheSameTime() {
        arrivals.add(10, 0);
        arrivals.add(20, MILLISECOND - 1);
        arrivals.add(30, MILLISECOND);

        assertThat(arrivals.all()).containsExactly(new Arrival(20, 0), new Arrival(30, MILLISECOND));
    }

    @Test
    void isBoundedAndKeepsTheWholeTime() {
        int count = 100 * Arrivals.MOST;
        for (int i = 1; i <= count; i++) {
            arrivals.add(i, i * MILLISECOND);
        }

        List<Arrival> all = arrivals.all();
        assertThat(all).hasSizeBetween(Arrivals.MOST / 2, Arrivals.MOST);
        assertThat(all).isSortedAccordingTo(Comparator.comparingLong(Arrival::end));
        assertThat(all).isSortedAccordingTo(Comparator.comparingLong(Arrival::nanos));
        assertThat(all.get(0).nanos()).isLessThan(count * MILLISECOND / 100);
        assertThat(all.get(all.size() - 1).end()).isEqualTo(count);
    }
}
