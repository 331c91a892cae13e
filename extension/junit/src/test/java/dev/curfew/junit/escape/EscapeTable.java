package dev.curfew.junit.escape;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The result of each escape at each end, as a Markdown table per user and means of Curfew. */
final class EscapeTable {

    /** The row of what is left on the disk. */
    static final String FILES = "_files_";

    /** The row of what is left of Curfew's own processes after the end of a JVM. */
    static final String CURFEW = "_Curfew itself_";

    static final String OF_ROOT = "set-uid-root program";
    static final String UNTIL_DEAD = "_until the escapes were dead_";
    static final String UNTIL_ALONE = "_until Curfew had left, too_";

    private static final String HELD = "+";
    private static final String LEGEND = """
            `+`: nothing was left. A number: so many were left; *named* if the report of Curfew said so. Empty: not tried.
            Times are those from the order to the end, and the longest of all runs.
            """;
    private static final List<String> ORDER = Stream.concat(
                    Arrays.stream(Escape.values()).map(Escape::label),
                    Stream.of(OF_ROOT, FILES, CURFEW, UNTIL_DEAD, UNTIL_ALONE))
            .toList();

    private final Map<String, Map<String, Map<End, Cell>>> tables = new LinkedHashMap<>();

    /** The worst result of a cell, and how often it occurred. */
    private static final class Cell {
        private int looks;
        private int misses;
        private int most;
        private boolean isNamed = true;
        private long longestMillis = -1;

        void add(int survivors, boolean named) {
            looks++;
            misses += survivors > 0 ? 1 : 0;
            most = Math.max(most, survivors);
            isNamed &= named || survivors == 0;
        }

        @Override
        public String toString() {
            if (longestMillis >= 0) {
                return longestMillis + " ms";
            }
            String often = looks > 1 ? ", " + misses + " times of " + looks : "";
            return misses == 0 ? HELD : most + (isNamed ? " named" : "") + often;
        }
    }

    /** Note how many processes survived, and whether Curfew said so. */
    synchronized void note(Setting setting, String row, End end, int survivors, boolean named) {
        cell(setting, row, end).add(survivors, named);
    }

    /** Note how long it took until nothing was left. */
    synchronized void noteTime(Setting setting, String row, End end, Duration time) {
        Cell cell = cell(setting, row, end);
        cell.longestMillis = Math.max(cell.longestMillis, time.toMillis());
    }

    private Cell cell(Setting setting, String row, End end) {
        return tables.computeIfAbsent(setting.toString(), key -> new LinkedHashMap<>())
                .computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(end, key -> new Cell());
    }

    /** The user that runs the JVM, and the means by which it contains processes. */
    record Setting(TestUser user, Means means) {

        /** {@return all settings, as often as {@code -Dcurfew.escapes.times} asks for} */
        static Stream<Setting> all() {
            return IntStream.range(0, Integer.getInteger("curfew.escapes.times", 1))
                    .boxed()
                    .flatMap(time -> Arrays.stream(TestUser.values()))
                    .flatMap(user -> Arrays.stream(Means.values()).map(means -> new Setting(user, means)));
        }

        @Override
        public String toString() {
            String title = user + ", " + means;
            return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
        }
    }

    synchronized String markdown() {
        StringBuilder text = new StringBuilder(LEGEND);
        tables.forEach((title, rows) -> {
            text.append("\n## ").append(title).append("\n\n|");
            Arrays.stream(End.values()).forEach(end -> text.append(" | ").append(end));
            text.append(" |\n|---").append("|---".repeat(End.values().length)).append("|\n");
            rows.keySet().stream()
                    .sorted(Comparator.comparing(ORDER::indexOf))
                    .forEach(row -> appendRow(text, row, rows.get(row)));
        });
        return text.toString();
    }

    private static void appendRow(StringBuilder text, String row, Map<End, Cell> cells) {
        text.append("| ").append(row);
        for (End end : End.values()) {
            text.append(" | ").append(cells.containsKey(end) ? cells.get(end) : "");
        }
        text.append(" |\n");
    }

    /** Write it into the build folder. */
    void write() throws IOException {
        Files.writeString(buildFolder().resolve("escapes.md"), markdown());
    }

    /** {@return the folder beside the compiled classes} */
    static Path buildFolder() {
        CodeSource source = EscapeTable.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
