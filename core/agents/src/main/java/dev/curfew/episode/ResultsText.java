package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a results file: the first line describes the run, each of the others an episode.
 *
 * @param run the description of the run, if the first line is complete
 * @param episodes the episodes
 * @param wholeBytes the length of the part that consists of complete lines
 * @param torn the rest of the file, if there is any
 */
record ResultsText(Optional<JsonNode> run, List<FinishedEpisode> episodes, long wholeBytes, Optional<String> torn) {

    private static final int SHOWN = 60;

    static ResultsText read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<JsonNode> lines = new ArrayList<>();
        int begin = 0;
        for (int end = lineEnd(bytes, begin); end >= 0; end = lineEnd(bytes, begin)) {
            String line = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
            Optional<JsonNode> node = object(line);
            if (node.isEmpty() && lineEnd(bytes, end + 1) < 0 && end + 1 == bytes.length) {
                break; // After a crash, some pages of the last line may be missing on the disk.
            }
            lines.add(node.orElseThrow(() -> damaged(file, lines.size() + 1, "it is not a JSON object")));
            begin = end + 1;
        }
        Optional<String> torn = begin == bytes.length
                ? Optional.empty()
                : Optional.of(new String(bytes, begin, Math.min(SHOWN, bytes.length - begin), StandardCharsets.UTF_8));
        return new ResultsText(lines.stream().findFirst(), episodes(file, lines), begin, torn);
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.of(Json.readOwn(line)).filter(JsonNode::isObject);
        } catch (Json.MalformedException e) {
            return Optional.empty();
        }
    }

    private static List<FinishedEpisode> episodes(Path file, List<JsonNode> lines) {
        List<FinishedEpisode> episodes = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                episodes.add(ResultJson.episode(lines.get(i)));
            } catch (RuntimeException e) {
                throw damaged(file, i + 1, String.valueOf(e.getMessage()));
            }
        }
        return episodes;
    }

    private static ResultsException damaged(Path file, int line, String problem) {
        return new ResultsException(
                Diagnosis.of("Failed to read the results [" + file + "]: line " + line + " is damaged")
                        .with("problem", problem)
                        .with(
                                "next",
                                "repair or delete that line by hand; the episodes of deleted lines are run again"),
                null);
    }
}
