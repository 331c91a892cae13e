package dev.curfew.job;

import dev.curfew.process.ProcessIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The note of the watcher of a job in the file "started", written when the watcher takes the job, and again when the
 * command runs.
 *
 * @param watcher the pid and start time of the watcher
 * @param command the pid and start time of the command; the pid is 0 until it runs
 * @param boot the boot id of the system
 * @param namespace the PID namespace of the watcher
 * @param since the time of the start
 */
record WatcherNote(ProcessIdentity watcher, ProcessIdentity command, String boot, String namespace, Instant since) {

    static final String FILE = "started";

    /** The contents of the file if the job must no longer be started. */
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
