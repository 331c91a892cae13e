package dev.curfew.examples.episode;

import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Reward;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of trials, as readable text. */
final class Report {

    /** In the order of the tasks, because tests that run at the same time end in any order. */
    private final Map<String, List<String>> rows = new ConcurrentSkipListMap<>();

    void add(Trial trial, EpisodeResult result) {
        List<String> lines = new ArrayList<>();
        List<String> reasons = result.reward().reason().lines().toList();
        lines.add(line(
                result.task(),
                trial.policy().name(),
                result.outcome().describe(),
                text(result.reward()),
                reasons.get(0)));
        reasons.stream().skip(1).map(reason -> line("", "", "", "", reason)).forEach(lines::add);
        rows.put(trial.toString(), lines);
    }

    private static String text(Reward reward) {
        return reward.value().isPresent()
                ? String.format(Locale.ROOT, "%.2f", reward.value().getAsDouble())
                : "none";
    }

    private static String line(String task, String policy, String outcome, String reward, String reason) {
        return String.format(Locale.ROOT, "%-18s  %-17s  %-18s  %-6s  %s", task, policy, outcome, reward, reason)
                .stripTrailing();
    }

    String text() {
        return Stream.concat(
                        Stream.of(line("Task", "Policy", "Outcome", "Reward", "Why")),
                        rows.values().stream().flatMap(List::stream))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
