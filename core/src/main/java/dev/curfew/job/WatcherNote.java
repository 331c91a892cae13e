package dev.curfew.job;

import dev.curfew.process.ProcessIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the watcher of a job notes in the file "started", first when it takes the job, and again when the command runs.
 *
 * @param watcher its pid and start time
 * @param command those of the command; the pid is 0 as long as it does not run
 * @param boot the boot of the system
 * @param namespace its PID namespace
 * @param since when it was started
 */
record WatcherNote(ProcessIdentity watcher, ProcessIdentity command, String boot, String namespace, Instant since) {

    static final String FILE = "started";

    /** What stands there instead if nobody may start the job any more. */
    static final String VOID = "void\n";

    static Optional<WatcherNote> parse(String text) {
        Map<String, String[]> lines = new HashMap<>();
        text.lines().map(line -> line.split(" ", -1)).forEach(words -> lines.put(words[0], words));
        if (!text.endsWith("\nend\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WatcherNote(
                    identity(lines, "watcher"),
                    identity(lines, "command"),
                    word(lines, "boot", 1),
                    word(lines, "namespace", 1),
                    Instant.ofEpochMilli(Long.parseLong(word(lines, "since", 1)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProcessIdentity identity(Map<String, String[]> lines, String key) {
        return new ProcessIdentity(Long.parseLong(word(lines, key, 1)), Long.parseLong(word(lines, key, 2)));
    }

    private static String word(Map<String, String[]> lines, String key, int index) {
        String[] words = lines.getOrDefault(key, new String[0]);
        if (words.length <= index) {
            throw new IllegalArgumentException("no [" + key + "]");
        }
        return words[index];
    }
}
