package dev.curfew.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Renders results as Markdown: a table, and a line for each target and for each peer that is missing. */
public final class Report {

    private final Results results;
    private final Benchmark benchmark;

    /**
     * Creates a report.
     *
     * @param results what to render
     */
    public Report(Results results) {
        this.results = results;
        this.benchmark = results.benchmark();
    }

    /** {@return the report, ending with a newline} */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + benchmark.title() + "\n\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(benchmark.isTimed() ? timedHead() : metricsHead());
        for (Peer peer : benchmark.peers()) {
            results.any(peer.name()).ifPresent(one -> rows.add(benchmark.isTimed() ? timedRow(one) : metricsRow(one)));
        }
        if (rows.size() > 1) {
            text.append(new Table(rows).markdown()).append('\n');
        }
        Stream.concat(
                        benchmark.targets().stream().flatMap(target -> target.verdict(results).stream()),
                        results.skipped().stream().map(peer -> "skipped: " + peer))
                .forEach(line -> text.append("- ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private List<String> timedHead() {
        String unit = benchmark.metrics().get(0).title();
        return List.of("peer", "median, " + unit, "p99, " + unit, "ratio", "medians of rounds", "samples");
    }

    private List<String> timedRow(Measurement one) {
        List<Double> medians = one.medians();
        return List.of(
                one.peer(),
                one.metric().format(one.median()),
                one.metric().format(one.p99()),
                ratio(one.peer()),
                one.metric().format(medians.get(0)) + " to " + one.metric().format(medians.get(medians.size() - 1)),
                Integer.toString(one.count()));
    }

    private List<String> metricsHead() {
        List<String> head = new ArrayList<>(List.of("peer"));
        benchmark.metrics().forEach(metric -> head.add(metric.title()));
        head.addAll(List.of("ratio", "samples"));
        return head;
    }

    private List<String> metricsRow(Measurement any) {
        List<String> row = new ArrayList<>(List.of(any.peer()));
        benchmark
                .metrics()
                .forEach(metric -> row.add(results.find(any.peer(), metric)
                        .map(found -> metric.format(found.value()))
                        .orElse("-")));
        row.addAll(List.of(ratio(any.peer()), Integer.toString(any.count())));
        return row;
    }

    private String ratio(String peer) {
        return results.ratio(peer, benchmark.baseline())
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .orElse("");
    }
}
