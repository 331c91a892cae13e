package dev.curfew.episode;

import dev.curfew.internal.Durations;
import dev.curfew.process.ResourceUse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as text for people, with the most important facts first. */
final class ReportText {

    private static final int MOST_LINES = 10;

    private final EpisodesReport report;
    private final EpisodesSummary summary;
    private final StringBuilder text = new StringBuilder();

    ReportText(EpisodesReport report) {
        this.report = report;
        this.summary = report.summary();
    }

    String text() {
        text.append(report.finished().size()).append(" of ").append(report.planned());
        text.append(" episodes finished in ").append(Durations.text(report.took()));
        line("stopped", report.stopped().orElse(""));
        line("resumed", report.resumed() == 0 ? "" : report.resumed() + " were finished by earlier runs");
        line("abandoned", count(report.abandoned()));
        line("not begun", count(report.notBegun()));
        line("outcomes", pairs(summary.outcomes()));
        line("solved", summary.solved().of() == 0 ? "" : summary.solved().toString());
        line(
                "reward",
                summary.meanReward().isEmpty()
                        ? ""
                        : number("%.3f on average", summary.meanReward().getAsDouble()));
        lines(
                "no reward",
                summary.missing().entrySet().stream()
                        .map(entry -> entry.getValue() + "x " + entry.getKey())
                        .toList());
        durations();
        resources();
        line("rate", number("%.1f episodes a minute", report.episodesPerMinute()));
        if (summary.tasks().size() > 1) {
            lines(
                    "tasks",
                    summary.tasks().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .toList());
        }
        line("left behind", summary.leftBehind().isEmpty() ? "nothing" : "");
        lines("left behind", summary.leftBehind());
        lines("notes", report.notes());
        return text.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void durations() {
        if (summary.episodes() > 0) {
            EpisodesSummary.Percentiles took = summary.durations();
            line(
                    "durations",
                    "median " + Durations.text(took.p50()) + ", 90 % " + Durations.text(took.p90()) + ", 99 % "
                            + Durations.text(took.p99()) + ", longest " + Durations.text(took.longest()));
        }
    }

    private void resources() {
        ResourceUse use = summary.resources();
        if (!use.equals(ResourceUse.NONE)) {
            String memory = number("%.1f MB", use.memory() / 1e6);
            line("used", Durations.text(use.cpu()) + " of CPU time, " + memory + " by the largest process");
        }
    }

    private static String count(List<EpisodeKey> keys) {
        return keys.isEmpty() ? "" : String.valueOf(keys.size());
    }

    private static String pairs(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }

    private void line(String key, String value) {
        if (!value.isEmpty()) {
            text.append(
                    String.format(Locale.ROOT, "%n  %-13s %s", key + ":", value).replace("\r\n", "\n"));
        }
    }

    private void lines(String key, List<String> values) {
        values.stream().limit(MOST_LINES).forEach(value -> line(key, value));
        if (values.size() > MOST_LINES) {
            line(key, "and " + (values.size() - MOST_LINES) + " more");
        }
    }
}
