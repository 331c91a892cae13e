package dev.curfew.examples.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Some files on their way to a folder. */
record Installation(Path folder, Duration pace) {

    private static final List<String> FILES = List.of("bell", "book", "candle", "drum");

    int files() {
        return FILES.size();
    }

    void run(ProgressBar progress) throws IOException, InterruptedException {
        for (int i = 0; i < FILES.size(); i++) {
            progress.show(i, FILES.size());
            Files.writeString(folder.resolve(FILES.get(i)), FILES.get(i));
            Thread.sleep(pace.toMillis());
        }
        progress.show(FILES.size(), FILES.size());
    }

    void rollBack() {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
