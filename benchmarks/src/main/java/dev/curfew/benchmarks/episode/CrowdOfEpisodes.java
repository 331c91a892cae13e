package dev.curfew.benchmarks.episode;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.episode.Episodes;
import dev.curfew.episode.EpisodesReport;
import dev.curfew.episode.Headroom;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Runs many episodes at once, and looks at this JVM while all of them wait. */
final class CrowdOfEpisodes implements Sampler {

    private static final long BYTES_OF_KB = 1024;

    private volatile long heap;
    private volatile long resident;
    private volatile int threads;
    private volatile long allActing;

    @Override
    public Samples take(int count) throws IOException {
        Task task = Task.of("wait", "Wait")
                .withSetUp(Command.shell("sleep 1000 & :"))
                .withVerifier(verification -> Reward.of(1));
        Episodes.of(task)
                .withAgents((ignored, seed) -> observation -> List.of())
                .run();
        long heapBefore = heapNow();
        long residentBefore = residentNow();
        int threadsBefore = Thread.activeCount();
        CyclicBarrier all = new CyclicBarrier(count, this::look);
        long begin = System.nanoTime();
        EpisodesReport report = Episodes.of(task)
                .withAgents((ignored, seed) -> observation -> {
                    await(all);
                    return List.of();
                })
                .withEpisodesPerTask(count)
                .withConcurrency(count)
                .withHeadroom(Headroom.unlimited())
                .run();
        long whole = System.nanoTime() - begin;
        if (report.summary().solved().count() != count || !report.isClean()) {
            throw new IllegalStateException("Episodes must all be solved: " + report);
        }
        return new Samples(Map.of(
                "whole", List.of(whole),
                "first", List.of(allActing - begin),
                "memory", List.of((heap - heapBefore) / count),
                "resident", List.of((resident - residentBefore) / count),
                "threads", List.of((long) (threads - threadsBefore) / count)));
    }

    private static void await(CyclicBarrier all) throws InterruptedException {
        try {
            all.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("An episode did not get to its agent", e);
        }
    }

    private void look() {
        allActing = System.nanoTime();
        threads = Thread.activeCount();
        resident = residentNow();
        heap = heapNow();
    }

    private static long heapNow() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long residentNow() {
        try {
            return Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_OF_KB)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
