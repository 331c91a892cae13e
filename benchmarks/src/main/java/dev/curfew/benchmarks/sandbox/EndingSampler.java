package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ends one tree after the other. */
record EndingSampler(Ending ending) implements Sampler {

    @Override
    public Samples take(int count) throws Exception {
        List<Long> times = new ArrayList<>();
        List<Long> alive = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TreeInside tree = new TreeInside();
            try {
                Ending.Kill kill = ending.start(tree);
                long begin = System.nanoTime();
                kill.run();
                times.add(System.nanoTime() - begin);
                alive.add((long) tree.survivors().size());
            } finally {
                tree.fell();
            }
        }
        return new Samples(Map.of("time", times, "alive", alive));
    }
}
