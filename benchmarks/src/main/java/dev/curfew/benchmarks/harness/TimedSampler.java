package dev.curfew.benchmarks.harness;

import java.time.Duration;

/**
 * Does something again and again.
 *
 * @param timed what
 * @param pause how long it waits before each time, so that what is made ready in the background is ready; not part of the
 *     time
 */
public record TimedSampler(Timed timed, Duration pause) implements Sampler {

    @Override
    public Samples take(int count) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        for (int i = 0; i < count; i++) {
            Thread.sleep(pause.toMillis());
            stopwatch.start();
            AutoCloseable end = timed.run();
            stopwatch.stop();
            end.close();
        }
        return stopwatch.samples();
    }
}
