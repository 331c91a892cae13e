package dev.curfew.benchmarks.drain;

import dev.curfew.benchmarks.harness.Fixtures;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.util.List;
import java.util.Map;

/** Times a drain and watches the heap; takes one sample whatever the count. */
record DrainSampler(Drain drain) implements Sampler {

    private static final long WARM_UP_BYTES = 1L << 26;

    @Override
    public Samples take(int count) throws Exception {
        flood(WARM_UP_BYTES);
        Heap heap = Heap.watch();
        long begin = System.nanoTime();
        flood(Fixtures.floodBytes());
        long time = System.nanoTime() - begin;
        long peak = heap.peak();
        return new Samples(Map.of(
                "time", List.of(time),
                "before", List.of(heap.before()),
                "peak", List.of(peak),
                "after", List.of(Heap.live())));
    }

    private void flood(long bytes) throws Exception {
        String program = Fixtures.located().flood().toString();
        long drained = drain.drain(List.of(program, Long.toString(bytes)));
        if (drained != bytes) {
            throw new IllegalStateException("Drained bytes must be " + bytes + ": " + drained);
        }
    }
}
