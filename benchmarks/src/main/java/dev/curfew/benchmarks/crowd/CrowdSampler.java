package dev.curfew.benchmarks.crowd;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts as many processes as it is told, half of them talkers, after a crowd of two that loads what needs loading. */
record CrowdSampler(Crowd.Opener opener) implements Sampler {

    private static final List<String> TALKER = List.of("cat");
    private static final List<String> SLEEPER = List.of("sleep", "600");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_NANOS = 100_000;

    @Override
    public Samples take(int count) throws Exception {
        measure(2);
        return measure(count);
    }

    private Samples measure(int count) throws Exception {
        Crowd crowd = opener.open();
        try {
            Footprint before = Footprint.now();
            long begin = System.nanoTime();
            fill(crowd, count);
            long started = System.nanoTime() - begin;
            Footprint after = Footprint.now();
            return new Samples(Map.of(
                    "start", List.of(started),
                    "echo", echo(crowd, (count + 1) / 2),
                    "threads", List.of(after.threads() - before.threads()),
                    "descriptors", List.of(after.descriptors() - before.descriptors()),
                    "memory", List.of(after.residentBytes() - before.residentBytes())));
        } finally {
            crowd.end();
        }
    }

    private static void fill(Crowd crowd, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                crowd.addTalker(TALKER);
            } else {
                crowd.addSleeper(SLEEPER);
            }
        }
    }

    /** Returns the time until all talkers have answered, or nothing if some did not within the patience. */
    private static List<Long> echo(Crowd crowd, int talkers) throws Exception {
        long begin = System.nanoTime();
        crowd.sayToAll("ping\n");
        while (crowd.answers() < talkers) {
            if (System.nanoTime() - begin > PATIENCE) {
                return List.of();
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return List.of(System.nanoTime() - begin);
    }
}
