package dev.curfew.benchmarks;

import dev.curfew.benchmarks.crowd.CrowdBenchmark;
import dev.curfew.benchmarks.drain.DrainBenchmark;
import dev.curfew.benchmarks.end.DeathBenchmark;
import dev.curfew.benchmarks.end.EndBenchmark;
import dev.curfew.benchmarks.end.FirstEndBenchmark;
import dev.curfew.benchmarks.episode.EpisodeBenchmark;
import dev.curfew.benchmarks.exit.ExitBenchmark;
import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.job.JobBenchmark;
import dev.curfew.benchmarks.overhead.OverheadBenchmark;
import dev.curfew.benchmarks.registry.RegistryBenchmark;
import dev.curfew.benchmarks.roundtrip.RoundTripBenchmark;
import dev.curfew.benchmarks.sandbox.SandboxEndBenchmark;
import dev.curfew.benchmarks.sandbox.SandboxEpisodeBenchmark;
import dev.curfew.benchmarks.sandbox.SandboxReadyBenchmark;
import dev.curfew.benchmarks.sandbox.SandboxRoundTripBenchmark;
import dev.curfew.benchmarks.sandbox.SandboxStartBenchmark;
import dev.curfew.benchmarks.start.FirstStartBenchmark;
import dev.curfew.benchmarks.start.StartBenchmark;
import dev.curfew.benchmarks.suite.SuiteBenchmark;
import dev.curfew.benchmarks.tool.ToolBenchmark;
import java.util.List;

/** All benchmarks, in the order of the report. */
final class Catalog {

    private Catalog() {}

    static List<Benchmark> benchmarks() {
        return List.of(
                StartBenchmark.onPipes(),
                StartBenchmark.onTerminals(),
                FirstStartBenchmark.create(),
                FirstEndBenchmark.create(),
                SuiteBenchmark.create(),
                RoundTripBenchmark.onPipes(),
                RoundTripBenchmark.onTerminals(),
                RoundTripBenchmark.onQuietTerminals(),
                ExitBenchmark.create(),
                DrainBenchmark.create(),
                OverheadBenchmark.create(),
                ToolBenchmark.create(),
                RegistryBenchmark.create(),
                CrowdBenchmark.ofTwoHundred(),
                CrowdBenchmark.ofAThousand(),
                EndBenchmark.ofOne(),
                EndBenchmark.ofAHundred(),
                EndBenchmark.ofAThousand(),
                EndBenchmark.ofStubbornTrees(),
                DeathBenchmark.create(),
                JobBenchmark.create(),
                EpisodeBenchmark.ofOne(),
                EpisodeBenchmark.ofManyAtOnce(),
                SandboxStartBenchmark.inContainers(),
                SandboxStartBenchmark.overSsh(),
                SandboxStartBenchmark.onTerminals(),
                SandboxRoundTripBenchmark.inContainers(),
                SandboxRoundTripBenchmark.overSsh(),
                SandboxReadyBenchmark.create(),
                SandboxEndBenchmark.create(),
                SandboxEpisodeBenchmark.create());
    }
}
