package dev.curfew.benchmarks.drain;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Function;

/** The effect of a drain on the heap. */
record Heap(long before) {

    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    /** Collects garbage, notes what is left, and forgets earlier peaks. */
    static Heap watch() {
        long live = live();
        POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
        return new Heap(live);
    }

    /** Returns the bytes that survive a collection. */
    static long live() {
        System.gc();
        return sum(MemoryPoolMXBean::getUsage);
    }

    /** Returns the most that was in use since, garbage included. */
    long peak() {
        return sum(MemoryPoolMXBean::getPeakUsage);
    }

    private static long sum(Function<MemoryPoolMXBean, MemoryUsage> usage) {
        return POOLS.stream().mapToLong(pool -> usage.apply(pool).getUsed()).sum();
    }
}
