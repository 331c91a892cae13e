package dev.curfew.episode;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes the transcripts of episodes, each to a file of its own, with one exchange per line. */
final class Transcripts {

    private static final int LONGEST_NAME = 100;

    private final Path folder;
    private final long mostBytes;

    Transcripts(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** Write a transcript. The file appears only when it is complete. */
    void write(FinishedEpisode episode) {
        Path file = folder.resolve(nameOf(episode.key()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            // Not through a channel, which would be closed by an interrupt of the thread.
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                out.write(text(episode.result().transcript()).getBytes(StandardCharsets.UTF_8));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ResultsException(
                    Diagnosis.of("Failed to write the transcript [" + file + "]: " + e)
                            .with(
                                    "next",
                                    "check the folder, its permissions, and the space on its disk; then run again"),
                    e);
        }
    }

    /**
     * {@return a valid file name; two keys that look the same after replacing invalid characters differ in the hash}
     */
    static String nameOf(EpisodeKey key) {
        String plain = key.task().replaceAll("[^A-Za-z0-9._-]", "_");
        String brief = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        boolean isExact = brief.equals(key.task()) && !brief.startsWith(".");
        String name = isExact
                ? brief
                : "_" + brief + "-" + Integer.toHexString(key.task().hashCode());
        return name + "-" + key.index() + ".jsonl";
    }

    private String text(List<Exchange> transcript) {
        StringBuilder text = new StringBuilder();
        long bytes = 0;
        for (int i = 0; i < transcript.size(); i++) {
            String line = line(transcript.get(i));
            bytes += line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > mostBytes) {
                return text.append("{\"omitted\":")
                        .append(transcript.size() - i)
                        .append("}\n")
                        .toString();
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String line(Exchange exchange) {
        return Json.write(Json.object()
                        .put("turn", exchange.turn())
                        .put("took_ms", ResultJson.millis(exchange.took()))
                        .put("call", exchange.call())
                        .put("answer", exchange.answer()))
                + "\n";
    }
}
