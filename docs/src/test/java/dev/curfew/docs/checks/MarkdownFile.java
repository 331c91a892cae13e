package dev.curfew.docs.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page, taken apart.
 *
 * @param path the path from the root of the project
 * @param blocks its code blocks
 * @param prose all other lines, by their number from 1
 */
record MarkdownFile(Path path, List<CodeBlock> blocks, Map<Integer, String> prose) {

    private static final Pattern FENCE = Pattern.compile(" *```(\\w*) *");
    private static final Pattern MARKER = Pattern.compile(" *<!-- (\\w+:\\S+) -->");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

    static MarkdownFile of(Path path, String text) {
        List<CodeBlock> blocks = new ArrayList<>();
        Map<Integer, String> prose = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        String marker = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int end = endOfBlock(lines, i + 1);
                String place = place(path, i + 1);
                String content = String.join("\n", lines.subList(i + 1, end));
                blocks.add(new CodeBlock(place, fence.group(1), marker, content));
                i = end;
            } else {
                prose.put(i + 1, line);
            }
            Matcher comment = MARKER.matcher(line);
            if (comment.matches()) {
                marker = comment.group(1);
            } else if (!line.isBlank()) {
                marker = "";
            }
        }
        return new MarkdownFile(path, blocks, prose);
    }

    private static int endOfBlock(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).strip().equals("```")) {
            end++;
        }
        return end;
    }

    /** {@return the page and a line, for messages} */
    String place(int line) {
        return place(path, line);
    }

    private static String place(Path path, int line) {
        return path + ":" + line;
    }

    /** {@return what links can point at in this page: its headings, as GitHub turns them into anchors} */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        for (String line : prose.values()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                int copy = 1;
                for (String unique = anchor; !anchors.add(unique); copy++) {
                    unique = anchor + "-" + copy;
                }
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return LINK.matcher(heading)
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
