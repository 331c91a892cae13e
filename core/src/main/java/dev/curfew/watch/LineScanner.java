package dev.curfew.watch;

import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds matching lines in a log, each line once, independent of how the output is split into pieces. Not thread-safe.
 */
final class LineScanner {

    /** How many of the last characters of an unfinished line are searched. */
    private static final int LONGEST_LINE = 8192;

    private final OutputLog log;
    private final Predicate<String> sought;
    private final StringBuilder line = new StringBuilder();
    private boolean found;
    private OutputMark mark;
    private long missedBytes;

    LineScanner(OutputLog log, OutputMark mark, Predicate<String> sought) {
        this.log = log;
        this.mark = mark;
        this.sought = sought;
    }

    /** {@return the matching lines that were added or continued since the last call} */
    List<String> look() {
        OutputChunk chunk = log.since(mark);
        mark = chunk.next();
        if (chunk.missedBytes() > 0) {
            missedBytes += chunk.missedBytes();
            line.setLength(0); // The new output does not continue this line.
            found = false;
        }
        List<String> lines = new ArrayList<>();
        String text = chunk.text();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            goOn(text, from, end, lines);
            line.setLength(0);
            found = false;
            from = end + 1;
        }
        goOn(text, from, text.length(), lines);
        return lines;
    }

    private void goOn(String text, int from, int to, List<String> lines) {
        if (from == to || found) {
            return;
        }
        line.append(text, from, to);
        line.delete(0, Math.max(0, line.length() - LONGEST_LINE));
        found = sought.test(line.toString());
        if (found) {
            lines.add(line.toString());
        }
    }

    /** {@return how many bytes the log has dropped before they were searched, since the last call} */
    long takeMissedBytes() {
        long missed = missedBytes;
        missedBytes = 0;
        return missed;
    }
}
