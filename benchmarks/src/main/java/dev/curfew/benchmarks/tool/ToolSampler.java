package dev.curfew.benchmarks.tool;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.tool.ProcessTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls the tool about one of 64 processes, whose logs are full, and reports nanoseconds a call. */
final class ToolSampler implements Sampler {

    private static final int PROCESSES = 64;

    @Override
    public Samples take(int count) {
        try (ProcessRegistry registry = ProcessRegistry.open()) {
            return take(count, ProcessTool.over(registry), calls(crowd(registry)));
        }
    }

    private static BackgroundProcess crowd(ProcessRegistry registry) {
        for (int i = 0; i < PROCESSES; i++) {
            registry.start("seq 1 40000; echo full; exec cat > /dev/null");
        }
        registry.processes().forEach(process -> process.expect("full"));
        return registry.processes().get(PROCESSES - 1);
    }

    private static Map<String, String> calls(BackgroundProcess process) {
        String about = ", \"session_id\": \"" + process.id() + "\"}";
        long end = process.output().totalBytes();
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("poll", "{\"action\": \"poll\"" + about);
        calls.put("cursor", "{\"action\": \"poll\", \"cursor\": " + end + about);
        calls.put("write", "{\"action\": \"write\", \"data\": \"x\"" + about);
        calls.put("wrong", "{\"action\": \"pull\"" + about);
        calls.put("list", "{\"action\": \"list\"}");
        return calls;
    }

    private static Samples take(int count, ProcessTool tool, Map<String, String> calls) {
        Map<String, List<Long>> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            calls.forEach((metric, call) ->
                    values.computeIfAbsent(metric, key -> new ArrayList<>()).add(nanos(tool, call)));
        }
        return new Samples(values);
    }

    private static long nanos(ProcessTool tool, String call) {
        long begin = System.nanoTime();
        String answer = tool.call(call);
        long time = System.nanoTime() - begin;
        if (answer.isEmpty()) {
            throw new IllegalStateException("Answer to a call must not be empty: " + call);
        }
        return time;
    }
}
