package dev.curfew.benchmarks;

import dev.curfew.benchmarks.harness.Benchmark;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param benchmarks the names of the benchmarks; empty means all
 * @param peers the names of the peers; empty means all
 * @param rounds the number of rounds; 0 means as the benchmark says
 * @param samples the number of samples in a round; 0 means as the benchmark says
 * @param report where the report is written besides the standard output
 */
record Options(Set<String> benchmarks, Set<String> peers, int rounds, int samples, Optional<Path> report) {

    static Options parse(String... args) {
        Options options = new Options(Set.of(), Set.of(), 0, 0, Optional.empty());
        Deque<String> words = new ArrayDeque<>(List.of(args));
        while (!words.isEmpty()) {
            String option = words.remove();
            String value = words.poll();
            if (value == null) {
                throw new IllegalArgumentException("Option [" + option + "] must be known and have a value; " + USAGE);
            }
            options = options.with(option, value);
        }
        return options;
    }

    private static final String USAGE =
            "the options are --benchmarks A,B --peers A;B --rounds N --samples N --report FILE";

    private Options with(String option, String value) {
        return switch (option) {
            case "--benchmarks" -> new Options(known(Set.of(value.split(","))), peers, rounds, samples, report);
            case "--peers" -> new Options(benchmarks, Set.of(value.split(";")), rounds, samples, report);
            case "--rounds" -> new Options(benchmarks, peers, Integer.parseInt(value), samples, report);
            case "--samples" -> new Options(benchmarks, peers, rounds, Integer.parseInt(value), report);
            case "--report" -> new Options(benchmarks, peers, rounds, samples, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException("Option must be known: " + option + "; " + USAGE);
        };
    }

    private static Set<String> known(Set<String> names) {
        List<String> all = Catalog.benchmarks().stream().map(Benchmark::name).toList();
        for (String name : names) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("Benchmark must be one of " + all + ": " + name);
            }
        }
        return names;
    }

    boolean wantsBenchmark(String name) {
        return benchmarks.isEmpty() || benchmarks.contains(name);
    }

    boolean wantsPeer(String name) {
        return peers.isEmpty() || peers.contains(name);
    }
}
