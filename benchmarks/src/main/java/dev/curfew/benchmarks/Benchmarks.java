package dev.curfew.benchmarks;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Report;
import dev.curfew.benchmarks.harness.Results;
import dev.curfew.benchmarks.harness.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Runs the benchmarks and prints their report; the {@code run} script starts it. */
final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs what the options ask for.
     *
     * @param args the options, see {@link Options}
     * @throws IOException if a worker cannot be started or the report cannot be written
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.parse(args);
        Runtime.getRuntime().addShutdownHook(new Thread(Benchmarks::endWorkers, "end-workers"));
        options.report().ifPresent(Benchmarks::clear);
        publish(options.report(), Machine.describe() + "\n\n");
        for (Benchmark benchmark : Catalog.benchmarks()) {
            if (options.wantsBenchmark(benchmark.name())) {
                Results results = new Runner(scaled(benchmark, options), System.err).run(options::wantsPeer);
                publish(options.report(), new Report(results).markdown());
            }
        }
    }

    private static void endWorkers() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static Benchmark scaled(Benchmark benchmark, Options options) {
        return new Benchmark(
                benchmark.name(),
                benchmark.title(),
                benchmark.plan().with(options.rounds(), options.samples()),
                benchmark.metrics(),
                benchmark.baseline(),
                benchmark.peers(),
                benchmark.targets());
    }

    private static void clear(Path report) {
        try {
            Files.deleteIfExists(report);
        } catch (IOException e) {
            throw new IllegalArgumentException("Report [" + report + "] must be writable", e);
        }
    }

    private static void publish(Optional<Path> report, String text) throws IOException {
        System.out.print(text);
        System.out.flush();
        if (report.isPresent()) {
            Files.writeString(report.get(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
