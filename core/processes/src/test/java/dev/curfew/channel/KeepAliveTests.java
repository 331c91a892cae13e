package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeepAliveTests {

    private final FakeTime time = new FakeTime();
    private final AtomicInteger renewals = new AtomicInteger();

    private KeepAlive begin(Duration length) {
        return KeepAlive.begin(time, length, renewals::incrementAndGet);
    }

    @Test
    void isRenewedFourTimesUntilItWouldBeOver() {
        begin(Duration.ofSeconds(8));

        time.pass(Duration.ofSeconds(8));

        assertThat(renewals).hasValue(4);
    }

    @Test
    void isNotRenewedAfterItsEnd() {
        KeepAlive lease = begin(Duration.ofSeconds(8));
        time.pass(Duration.ofSeconds(2));

        lease.end();
        time.pass(Duration.ofMinutes(1));

        assertThat(renewals).hasValue(1);
    }

    /** Its end comes while it is being renewed. */
    @Test
    void canEndInARenewal() {
        KeepAlive[] lease = new KeepAlive[1];
        lease[0] = KeepAlive.begin(time, Duration.ofSeconds(4), () -> {
            renewals.incrementAndGet();
            lease[0].end();
        });

        time.pass(Duration.ofMinutes(1));

        assertThat(renewals).hasValue(1);
    }

    @Test
    void isNeverRenewedWhereThereIsNone() {
        begin(Duration.ZERO).end();

        time.pass(Duration.ofDays(1));

        assertThat(renewals).hasValue(0);
    }
}
