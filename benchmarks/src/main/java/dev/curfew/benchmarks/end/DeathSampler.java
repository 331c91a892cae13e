package dev.curfew.benchmarks.end;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Kills a JVM that has as many trees as it is told, and looks when they and the files of their scope are gone. */
final class DeathSampler implements Sampler {

    private static final int WARM_UP_TREES = 2;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long POLL_NANOS = 100_000;

    private boolean warm;

    @Override
    public Samples take(int count) throws Exception {
        if (!warm) {
            kill(WARM_UP_TREES);
            warm = true;
        }
        return kill(count);
    }

    private Samples kill(int count) throws Exception {
        try (Trees trees = new Trees(false)) {
            Process jvm = start(count, trees);
            try (BufferedReader output = jvm.inputReader()) {
                String folder = output.readLine();
                if (folder == null) {
                    throw new IOException("The victim died before its time; its error output says why");
                }
                List<Long> pids = trees.awaitBirth(count);
                return kill(jvm, trees, pids, Path.of(folder));
            } finally {
                jvm.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(int count, Trees trees) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName()));
        command.add(Integer.toString(count));
        command.addAll(trees.command());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Samples kill(Process jvm, Trees trees, List<Long> pids, Path folder) throws Exception {
        long begin = System.nanoTime();
        jvm.destroyForcibly();
        long dead = -1;
        long gone = -1;
        int next = 0;
        while ((dead < 0 || gone < 0) && System.nanoTime() - begin < PATIENCE) {
            while (next < pids.size() && !trees.isAlive(pids.get(next))) {
                next++;
            }
            if (dead < 0 && next == pids.size()) {
                dead = System.nanoTime() - begin;
            }
            if (gone < 0 && !Files.exists(folder)) {
                gone = System.nanoTime() - begin;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        long alive = trees.survivors().size();
        return new Samples(Map.of(
                "dead", times(dead),
                "gone", times(gone),
                "alive", List.of(alive),
                "files", List.of(delete(folder))));
    }

    private static List<Long> times(long nanos) {
        return nanos < 0 ? List.of() : List.of(nanos);
    }

    /** {@return how many files there were to delete} */
    private static long delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
            return deepestFirst.size();
        }
    }
}
