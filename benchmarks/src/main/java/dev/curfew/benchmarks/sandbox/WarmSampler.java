package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.benchmarks.harness.Timed;
import dev.curfew.benchmarks.harness.TimedSampler;
import java.time.Duration;

/** Warms up without pauses for a while, for all subjects, because it would take too long with pauses. */
final class WarmSampler implements Sampler {

    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private final Timed timed;
    private final Duration pause;
    private boolean warm;

    WarmSampler(Timed timed, Duration pause) {
        this.timed = timed;
        this.pause = pause;
    }

    @Override
    public Samples take(int count) throws Exception {
        Sampler atOnce = new TimedSampler(timed, Duration.ZERO);
        long begin = System.nanoTime();
        while (!warm && System.nanoTime() - begin < WARM_UP.toNanos()) {
            atOnce.take(1);
        }
        warm = true;
        return new TimedSampler(timed, pause).take(count);
    }
}
