package dev.curfew.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** Collects times; not for use by several threads. */
public final class Stopwatch {

    private final List<Long> times = new ArrayList<>();
    private long begin;

    /** Creates a stopwatch without times. */
    public Stopwatch() {}

    /** Starts the time of the next sample. */
    public void start() {
        begin = System.nanoTime();
    }

    /** Ends the time of the sample. */
    public void stop() {
        times.add(System.nanoTime() - begin);
    }

    /** {@return the samples} */
    public Samples samples() {
        return Samples.times(times);
    }
}
