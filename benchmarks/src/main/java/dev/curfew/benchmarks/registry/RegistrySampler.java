package dev.curfew.benchmarks.registry;

import dev.curfew.BackgroundProcess;
import dev.curfew.Bounds;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Each sample is the mean of some calls: one alone is shorter than what the clock costs. */
final class RegistrySampler implements Sampler {

    private static final int CALLS = 50;

    private final ProcessRegistry registry =
            ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE));
    private int sink;

    @Override
    public Samples take(int count) {
        if (registry.processes().isEmpty()) {
            fill();
        }
        BackgroundProcess process = registry.running().get(0);
        OutputMark seen = process.output().mark();
        Map<String, List<Long>> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            add(values, "poll", () -> poll(process, seen));
            add(values, "list", registry::running);
            add(values, "all", this::states);
            add(values, "find", () -> registry.find(process.id().substring(0, 9)));
        }
        return new Samples(values);
    }

    private void fill() {
        for (int i = 0; i < Bounds.DEFAULT.maxFinished(); i++) {
            registry.start("echo hi").waitFor();
        }
        for (int i = 0; i < Bounds.DEFAULT.maxRunning(); i++) {
            registry.start(Command.shell("echo hi; exec sleep 1000")).expect("hi\n");
        }
    }

    private static String poll(BackgroundProcess process, OutputMark seen) {
        return process.exitStatus() + " " + process.uptime().toNanos()
                + process.output().since(seen).text();
    }

    private int states() {
        return registry.processes().stream()
                .mapToInt(process -> process.toString().length())
                .sum();
    }

    private void add(Map<String, List<Long>> values, String metric, Supplier<?> call) {
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sink += call.get().hashCode();
        }
        long nanos = (System.nanoTime() - begin) / CALLS;
        values.computeIfAbsent(metric, key -> new ArrayList<>()).add(nanos + (sink == 1 ? 1 : 0));
    }
}
