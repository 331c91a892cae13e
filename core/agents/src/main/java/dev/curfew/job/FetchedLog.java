package dev.curfew.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The files of a log, fetched from a sandbox: for each file a line with its name and size, followed by its bytes.
 *
 * @param folder the directory for the files
 */
record FetchedLog(JobFolder folder) {

    void take(byte[] bytes) {
        Set<String> brought = new HashSet<>();
        try {
            for (int at = 0; at < bytes.length; ) {
                int lineEnd = at;
                while (bytes[lineEnd] != '\n') {
                    lineEnd++;
                }
                String[] words = new String(bytes, at, lineEnd - at, StandardCharsets.US_ASCII).split(" ", -1);
                int size = Integer.parseInt(words[1]);
                Path file = folder.path().resolve(words[0]).normalize();
                if (!words[0].matches("log\\.[0-9]{1,18}")) {
                    throw new IOException("not a file of a log: " + words[0]);
                }
                replace(file, Arrays.copyOfRange(bytes, lineEnd + 1, lineEnd + 1 + size));
                brought.add(words[0]);
                at = lineEnd + 1 + size;
            }
            for (String name : folder.names()) {
                if (name.startsWith("log.") && !brought.contains(name)) {
                    Files.deleteIfExists(folder.path().resolve(name));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new UncheckedIOException(
                    "Failed to bring the output of job [" + folder.id() + "]", new IOException(e));
        }
    }

    /** Replace a file atomically, because another thread may be reading it. */
    private void replace(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(folder.path(), ".fetched", "");
        try {
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
