package dev.curfew.benchmarks.overhead;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.benchmarks.harness.TestClassRunner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the classes in turn, in this JVM, and reports nanoseconds a test. */
final class OverheadSampler implements Sampler {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final TestClassRunner runner = new TestClassRunner();
    private final List<Class<?>> classes =
            new ArrayList<>(List.of(EmptyTests.Plain.class, EmptyTests.Annotated.class, EmptyTests.Injected.class));

    @Override
    public Samples take(int count) {
        Map<String, List<Long>> values = new LinkedHashMap<>();
        long threads = THREADS.getTotalStartedThreadCount();
        for (int i = 0; i < count; i++) {
            Map<Class<?>, Long> nanos = new LinkedHashMap<>();
            classes.forEach(tests -> nanos.put(tests, nanosPerTest(tests)));
            long plain = nanos.getOrDefault(EmptyTests.Plain.class, 0L);
            long annotated = nanos.getOrDefault(EmptyTests.Annotated.class, 0L);
            long injected = nanos.getOrDefault(EmptyTests.Injected.class, 0L);
            add(values, "plain", plain);
            add(values, "annotated", annotated);
            add(values, "injected", injected);
            add(values, "idle", annotated - plain);
            add(values, "added", injected - plain);
            Collections.rotate(classes, 1);
        }
        add(values, "threads", THREADS.getTotalStartedThreadCount() - threads);
        add(values, "children", ProcessHandle.current().children().count());
        return new Samples(values);
    }

    private static void add(Map<String, List<Long>> values, String metric, long value) {
        values.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
    }

    private long nanosPerTest(Class<?> tests) {
        long begin = System.nanoTime();
        runner.run(tests, EmptyTests.COUNT);
        return (System.nanoTime() - begin) / EmptyTests.COUNT;
    }
}
