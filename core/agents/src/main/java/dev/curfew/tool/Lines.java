package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.output.LogPage;
import java.util.List;

/**
 * Lines of a log, within the limit on output.
 *
 * @param page the page that was requested
 * @param from the index in the page of the first line that is shown
 * @param to the index after the last one
 * @param text the lines
 */
record Lines(LogPage page, int from, int to, String text) {

    /**
     * {@return the lines of a page that fit, at least one; if that one is too long, only its beginning}
     *
     * @param room the maximum number of characters
     * @param page the lines
     * @param tail whether to prefer the last lines to the first
     */
    static Lines within(int room, LogPage page, boolean tail) {
        List<String> lines = page.lines();
        int from = 0;
        int to = lines.size();
        if (tail) {
            from = to;
            for (int left = room; from > 0 && fits(left, lines.get(from - 1)); from--) {
                left -= lines.get(from - 1).length() + 1;
            }
            from = Math.min(from, Math.max(0, to - 1));
        } else {
            to = 0;
            for (int left = room; to < lines.size() && fits(left, lines.get(to)); to++) {
                left -= lines.get(to).length() + 1;
            }
            to = Math.min(lines.size(), Math.max(1, to));
        }
        return new Lines(page, from, to, Text.head(String.join("\n", lines.subList(from, to)), room));
    }

    private static boolean fits(int room, String line) {
        return line.length() < room;
    }

    /** {@return the answer with the lines and their position added} */
    ObjectNode put(ObjectNode answer, BackgroundProcess process) {
        int first = page.first() + from;
        int shown = to - from;
        answer.put("output", Shown.output(process, text))
                .put("total_lines", page.total())
                .put("offset", first)
                .put("showing", shown + " of " + page.total() + " lines");
        if (first + shown < page.total()) {
            answer.put("next_offset", first + shown);
        }
        return page.droppedBytes() == 0 ? answer : answer.put("dropped_bytes", page.droppedBytes());
    }
}
