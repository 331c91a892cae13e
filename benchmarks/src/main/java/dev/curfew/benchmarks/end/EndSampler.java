package dev.curfew.benchmarks.end;

import dev.curfew.benchmarks.crowd.Crowd;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ends as many trees as it is told; of few trees it takes several samples. */
final class EndSampler implements Sampler {

    private static final int WARM_UPS = 5;
    private static final int WARM_UP_TREES = 20;
    private static final int FEW = 20;

    private final Crowd.Opener opener;
    private final boolean stubborn;
    private boolean warm;

    EndSampler(Crowd.Opener opener, boolean stubborn) {
        this.opener = opener;
        this.stubborn = stubborn;
    }

    private record Sample(long nanos, long alive) {}

    @Override
    public Samples take(int count) throws Exception {
        for (int i = 0; i < WARM_UPS && !warm; i++) {
            end(Math.min(count, WARM_UP_TREES), false);
        }
        warm = true;
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < Math.max(1, FEW / count); i++) {
            samples.add(end(count, stubborn));
        }
        return new Samples(Map.of(
                "time", samples.stream().map(Sample::nanos).toList(),
                "alive", samples.stream().map(Sample::alive).toList()));
    }

    private Sample end(int count, boolean stubbornly) throws Exception {
        try (Trees trees = new Trees(stubbornly)) {
            Crowd crowd = opener.open();
            boolean ended = false;
            try {
                for (int i = 0; i < count; i++) {
                    crowd.addSleeper(trees.command());
                }
                List<Long> pids = trees.awaitBirth(count);
                ended = true;
                long begin = System.nanoTime();
                crowd.end();
                long last = trees.awaitDeaths(pids, System.nanoTime());
                return new Sample(last - begin, trees.survivors().size());
            } finally {
                if (!ended) {
                    crowd.end();
                }
            }
        }
    }
}
