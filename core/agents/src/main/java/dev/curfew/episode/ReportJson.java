package dev.curfew.episode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;

/** The statistics of a report as JSON, with the same names as the lines of a results file. */
final class ReportJson {

    private ReportJson() {}

    static String of(EpisodesReport report) {
        EpisodesSummary summary = report.summary();
        ObjectNode node = Json.object();
        node.put("planned", report.planned());
        node.put("finished", report.finished().size());
        node.put("resumed", report.resumed());
        node.put("abandoned", report.abandoned().size());
        node.put("not_begun", report.notBegun().size());
        node.put("took_ms", ResultJson.millis(report.took()));
        node.put("stopped", report.stopped().orElse(null));
        node.put("episodes_per_minute", report.episodesPerMinute());
        node.set("solved", rate(summary.solved()));
        node.put(
                "mean_reward",
                summary.meanReward().isPresent() ? summary.meanReward().getAsDouble() : null);
        ObjectNode outcomes = node.putObject("outcomes");
        summary.outcomes().forEach(outcomes::put);
        ObjectNode missing = node.putObject("missing_rewards");
        summary.missing().forEach(missing::put);
        node.set("duration_ms", durations(summary.durations()));
        node.put("cpu_ms", ResultJson.millis(summary.resources().cpu()));
        node.put("memory_bytes", summary.resources().memory());
        ObjectNode tasks = node.putObject("tasks");
        summary.tasks().forEach((task, solved) -> tasks.set(task, rate(solved)));
        summary.leftBehind().forEach(node.putArray("left_behind")::add);
        report.notes().forEach(node.putArray("notes")::add);
        return Json.writePretty(node);
    }

    private static ObjectNode rate(EpisodesSummary.Rate rate) {
        return Json.object()
                .put("count", rate.count())
                .put("of", rate.of())
                .put("rate", rate.rate())
                .put("low", rate.low())
                .put("high", rate.high());
    }

    private static ObjectNode durations(EpisodesSummary.Percentiles took) {
        return Json.object()
                .put("p50", ResultJson.millis(took.p50()))
                .put("p90", ResultJson.millis(took.p90()))
                .put("p99", ResultJson.millis(took.p99()))
                .put("longest", ResultJson.millis(took.longest()));
    }
}
