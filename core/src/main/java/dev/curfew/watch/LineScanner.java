package dev.curfew.watch;

import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the lines of a log that hold something, however their bytes arrive; each line once. Not thread-safe. */
final class LineScanner {

    /** What is searched of a line that does not end. */
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

    /** {@return the lines that arrived, or went on, since the last look, and hold it} */
    List<String> look() {
        OutputChunk chunk = log.since(mark);
        mark = chunk.next();
        if (chunk.missedBytes() > 0) {
            missedBytes += chunk.missedBytes();
            line.setLength(0); // What follows is not of the line that was begun.
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

    /** {@return how much the log had dropped before it was looked at, since this was asked last} */
    long takeMissedBytes() {
        long missed = missedBytes;
        missedBytes = 0;
        return missed;
    }
}
