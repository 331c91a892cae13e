package dev.curfew.watch;

import dev.curfew.internal.Time;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.search.PatternSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds matching lines in a log, each line once, independent of how the output is split into pieces. Not thread-safe.
 */
final class LineScanner {

    /** How many of the last characters of an unfinished line are searched. */
    private static final int LONGEST_LINE = 8192;

    /** How long one look may take; what is sought elsewhere waits for it. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** Looks for something in one line. */
    interface LineSearch {

        /**
         * {@return whether it is there}
         *
         * @param deadline when to give up, as {@link Time#nanos()} tells it
         * @throws PatternSearch.TooComplexException if that cannot be found out
         */
        boolean finds(String line, long deadline);
    }

    private final OutputLog log;
    private final Time time;
    private final LineSearch sought;
    private final StringBuilder line = new StringBuilder();
    private boolean found;
    private OutputMark mark;
    private long missedBytes;
    private @Nullable String failure;

    LineScanner(OutputLog log, OutputMark mark, LineSearch sought, Time time) {
        this.log = log;
        this.time = time;
        this.mark = mark;
        this.sought = sought;
    }

    /**
     * {@return the matching lines that were added or continued since the last call, up to a failed search if there is
     * one}
     */
    List<String> look() {
        List<String> lines = new ArrayList<>();
        try {
            look(lines);
        } catch (PatternSearch.TooComplexException e) {
            failure = e.getMessage();
        }
        return lines;
    }

    private void look(List<String> lines) {
        long deadline = time.nanos() + LONGEST_LOOK.toNanos();
        OutputChunk chunk = log.since(mark);
        mark = chunk.next();
        if (chunk.missedBytes() > 0) {
            missedBytes += chunk.missedBytes();
            line.setLength(0); // The new output does not continue this line.
            found = false;
        }
        String text = chunk.text();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            goOn(text, from, end, lines, deadline);
            line.setLength(0);
            found = false;
            from = end + 1;
        }
        goOn(text, from, text.length(), lines, deadline);
    }

    private void goOn(String text, int from, int to, List<String> lines, long deadline) {
        if (from == to || found) {
            return;
        }
        line.append(text, from, to);
        line.delete(0, Math.max(0, line.length() - LONGEST_LINE));
        found = sought.finds(line.toString(), deadline);
        if (found) {
            lines.add(line.toString());
        }
    }

    /** {@return why the lines cannot be searched any more, or empty} */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return how many bytes the log has dropped before they were searched, since the last call} */
    long takeMissedBytes() {
        long missed = missedBytes;
        missedBytes = 0;
        return missed;
    }
}
