package dev.curfew.episode;

import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the statistics of a run. */
final class Counting {

    private static final int LONGEST_REASON = 200;

    private final List<FinishedEpisode> finished;
    private final double solvedAt;

    Counting(List<FinishedEpisode> finished, double solvedAt) {
        this.finished = finished;
        this.solvedAt = solvedAt;
    }

    static boolean isSolved(EpisodeResult result, double solvedAt) {
        return result.reward().value().orElse(Double.NEGATIVE_INFINITY) >= solvedAt;
    }

    static Duration took(EpisodeResult.Timing timing) {
        return timing.setUp().plus(timing.acting()).plus(timing.verification()).plus(timing.ending());
    }

    EpisodesSummary summary() {
        List<EpisodeResult> results =
                finished.stream().map(FinishedEpisode::result).toList();
        Map<String, Integer> outcomes = new TreeMap<>();
        Map<String, Integer> missing = new TreeMap<>();
        for (EpisodeResult result : results) {
            outcomes.merge(OutcomeKind.of(result.outcome()).toString(), 1, Integer::sum);
            if (result.reward() instanceof Reward.Missing gone) {
                missing.merge(group(gone.reason()), 1, Integer::sum);
            }
        }
        return new EpisodesSummary(
                results.size(),
                outcomes,
                solved(results),
                results.stream()
                        .flatMapToDouble(result -> result.reward().value().stream())
                        .average(),
                mostFirst(missing),
                EpisodesSummary.Percentiles.of(
                        results.stream().map(result -> took(result.timing())).toList()),
                results.stream().map(result -> result.usage().resources()).reduce(ResourceUse.NONE, ResourceUse::and),
                tasks(),
                leftBehind());
    }

    private EpisodesSummary.Rate solved(List<EpisodeResult> results) {
        long rewarded = results.stream()
                .filter(result -> result.reward().value().isPresent())
                .count();
        long solved =
                results.stream().filter(result -> isSolved(result, solvedAt)).count();
        return new EpisodesSummary.Rate((int) solved, (int) rewarded);
    }

    /** Replace digits, so that reasons that differ only in pids and times are counted together. */
    private static String group(String reason) {
        String line = reason.lines().findFirst().orElse("").replaceAll("\\d+", "#");
        return line.substring(0, Math.min(LONGEST_REASON, line.length()));
    }

    private static Map<String, Integer> mostFirst(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private Map<String, EpisodesSummary.Rate> tasks() {
        Map<String, List<EpisodeResult>> byTask = new TreeMap<>();
        for (FinishedEpisode episode : finished) {
            byTask.computeIfAbsent(episode.key().task(), name -> new ArrayList<>())
                    .add(episode.result());
        }
        Map<String, EpisodesSummary.Rate> rates = new LinkedHashMap<>();
        byTask.forEach((task, results) -> rates.put(task, solved(results)));
        return rates;
    }

    private List<String> leftBehind() {
        List<String> left = new ArrayList<>();
        for (FinishedEpisode episode : finished) {
            episode.result().report().survivors().forEach(survivor -> left.add(episode.key() + ": " + survivor));
            for (UnprunedFile file : episode.result().report().unprunedFiles()) {
                left.add(episode.key() + ": file " + file);
            }
        }
        return left;
    }
}
