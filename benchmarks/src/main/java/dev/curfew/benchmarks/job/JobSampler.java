package dev.curfew.benchmarks.job;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.job.Job;
import dev.curfew.job.JobStore;
import dev.curfew.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Launches jobs that end at once. */
final class JobSampler implements Sampler {

    private static final Command COMMAND = Command.of("true");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> FILES = List.of("record", "started", "ended", "empty");

    private final int finished;

    JobSampler(int finished) {
        this.finished = finished;
    }

    @Override
    public Samples take(int count) throws IOException {
        Path folder = Files.createTempDirectory("curfew-jobs-");
        try (JobStore store = JobStore.open(folder)) {
            fill(store, folder.resolve("jobs"));
            store.prune(); // What an open store does at once, and every minute: not now.
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                Job job = store.launch(COMMAND);
                nanos.add(System.nanoTime() - begin);
                job.waitFor(LIMIT);
            }
            store.stopAll();
            return Samples.times(nanos);
        } finally {
            delete(folder);
        }
    }

    /** Copies of one job, because to run so many takes a minute. */
    private void fill(JobStore store, Path jobs) throws IOException {
        if (finished == 0) {
            return;
        }
        Job one = store.launch(COMMAND);
        one.waitFor(LIMIT);
        one.stop();
        String record = Files.readString(jobs.resolve(one.id()).resolve("record"));
        for (int i = 0; i < finished; i++) {
            String id = String.format("%012x", i);
            Path copy = Files.createDirectory(jobs.resolve(id));
            for (String file : FILES) {
                Files.copy(jobs.resolve(one.id()).resolve(file), copy.resolve(file));
            }
            Files.writeString(copy.resolve("record"), record.replace(one.id(), id));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
