package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.json.Json;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.ResourceUse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts results of episodes to JSON objects and back, without transcripts. The lines of a results file and the
 * answers of a server have the same form. The fields are flat, for tables.
 */
final class ResultJson {

    private static final double NANOS_OF_MILLI = 1e6;

    private ResultJson() {}

    /** {@return a line of a results file} */
    static ObjectNode write(FinishedEpisode episode) {
        return write(episode.result()).put("index", episode.key().index()).put("place", episode.place());
    }

    static ObjectNode write(EpisodeResult result) {
        ObjectNode node = Json.object();
        node.put("task", result.task());
        node.put("seed", result.seed());
        node.put("attempt", result.attempt());
        node.put("outcome", OutcomeKind.of(result.outcome()).toString());
        node.put("detail", OutcomeKind.detail(result.outcome()));
        node.setAll(write(result.reward()));
        node.put("turns", result.turns());
        writeTiming(node, result.timing());
        node.put("calls", result.usage().calls());
        node.put("processes", result.usage().processes());
        node.put("output", result.usage().output());
        node.put("cpu_ms", millis(result.usage().resources().cpu()));
        node.put("memory_bytes", result.usage().resources().memory());
        node.put("clean", result.report().isClean());
        node.set("end", write(result.report()));
        return node;
    }

    static ObjectNode write(Reward reward) {
        ObjectNode node = Json.object();
        reward.value().ifPresentOrElse(value -> node.put("reward", value), () -> node.putNull("reward"));
        return node.put("reason", reward.reason());
    }

    private static void writeTiming(ObjectNode node, EpisodeResult.Timing timing) {
        node.put("began", timing.began().toString());
        node.put("set_up_ms", millis(timing.setUp()));
        node.put("acting_ms", millis(timing.acting()));
        node.put("verification_ms", millis(timing.verification()));
        node.put("ending_ms", millis(timing.ending()));
    }

    private static ObjectNode write(KillReport report) {
        ObjectNode node = Json.object();
        node.put("took_ms", millis(report.took()));
        ArrayNode trees = node.putArray("trees");
        for (EndedTree tree : report.trees()) {
            trees.addObject()
                    .put("name", tree.name())
                    .put("pid", tree.pid())
                    .put("found", tree.found())
                    .put("killed", tree.killed());
        }
        ArrayNode survivors = node.putArray("survivors");
        for (Survivor survivor : report.survivors()) {
            survivors
                    .addObject()
                    .put("pid", survivor.identity().pid())
                    .put("start", survivor.identity().start())
                    .put("command", survivor.commandLine())
                    .put("owner", survivor.owner())
                    .put("escape", survivor.escape());
        }
        ArrayNode files = node.putArray("files");
        for (UnprunedFile file : report.unprunedFiles()) {
            files.addObject().put("path", file.path().toString()).put("reason", file.reason());
        }
        return node;
    }

    /**
     * {@return the episode in a line of a results file; if the line is invalid, an exception says what is wrong with
     * it}
     */
    static FinishedEpisode episode(JsonNode node) {
        EpisodeResult result = result(node);
        EpisodeKey key = new EpisodeKey(result.task(), field(node, "index").asInt(), result.seed());
        return new FinishedEpisode(key, field(node, "place").asText(), result);
    }

    static EpisodeResult result(JsonNode node) {
        return new EpisodeResult(
                field(node, "task").asText(),
                field(node, "seed").asLong(),
                field(node, "attempt").asInt(),
                OutcomeKind.named(field(node, "outcome").asText())
                        .with(field(node, "detail").asText()),
                reward(node),
                field(node, "turns").asInt(),
                timing(node),
                new EpisodeResult.Usage(
                        field(node, "calls").asInt(),
                        field(node, "processes").asInt(),
                        field(node, "output").asLong(),
                        new ResourceUse(
                                duration(node, "cpu_ms"),
                                field(node, "memory_bytes").asLong())),
                List.of(),
                report(field(node, "end")));
    }

    private static Reward reward(JsonNode node) {
        String reason = field(node, "reason").asText();
        JsonNode value = field(node, "reward");
        return value.isNull() ? Reward.missing(reason) : Reward.of(value.asDouble(), reason);
    }

    private static EpisodeResult.Timing timing(JsonNode node) {
        return new EpisodeResult.Timing(
                Instant.parse(field(node, "began").asText()),
                duration(node, "set_up_ms"),
                duration(node, "acting_ms"),
                duration(node, "verification_ms"),
                duration(node, "ending_ms"));
    }

    private static KillReport report(JsonNode node) {
        List<EndedTree> trees = new ArrayList<>();
        for (JsonNode tree : field(node, "trees")) {
            trees.add(new EndedTree(
                    field(tree, "name").asText(),
                    field(tree, "pid").asLong(),
                    field(tree, "found").asInt(),
                    field(tree, "killed").asInt()));
        }
        List<Survivor> survivors = new ArrayList<>();
        for (JsonNode left : field(node, "survivors")) {
            survivors.add(new Survivor(
                    new ProcessIdentity(
                            field(left, "pid").asLong(), field(left, "start").asLong()),
                    field(left, "command").asText(),
                    field(left, "owner").asText(),
                    field(left, "escape").asText()));
        }
        List<UnprunedFile> files = new ArrayList<>();
        for (JsonNode file : field(node, "files")) {
            files.add(new UnprunedFile(
                    Path.of(field(file, "path").asText()), field(file, "reason").asText()));
        }
        return new KillReport(duration(node, "took_ms"), trees, survivors, files);
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("field \"" + name + "\" is missing");
        }
        return field;
    }

    static double millis(Duration duration) {
        return duration.toNanos() / NANOS_OF_MILLI;
    }

    private static Duration duration(JsonNode node, String name) {
        return Duration.ofNanos(Math.round(field(node, name).asDouble() * NANOS_OF_MILLI));
    }
}
