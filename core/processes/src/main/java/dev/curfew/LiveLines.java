package dev.curfew;

import dev.curfew.internal.Text;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines of a log as they arrive, safe to show: without secrets, and without control characters, which in the output
 * of a hostile program could move the cursor. Of a line that was overwritten by carriage returns, the last state is
 * shown.
 *
 * <p>Keeps at most an incomplete line. Not thread-safe.
 */
final class LiveLines {

    /** How long an incomplete line is held back, because the rest of it usually follows at once. */
    static final Duration REST_OF_LINE = Duration.ofMillis(500);

    /** A longer line is shown in parts, which bounds the memory. */
    static final int LONGEST = 4096;

    private final OutputLog log;
    private final Supplier<Redaction> redaction;
    private OutputMark position = OutputMark.START;
    private String incomplete = "";

    /**
     * Begin at the start of the log.
     *
     * @param redaction removes the secrets that are known by then: more may be typed while lines arrive
     */
    LiveLines(OutputLog log, Supplier<Redaction> redaction) {
        this.log = log;
        this.redaction = redaction;
    }

    /** {@return the lines that are complete by now} */
    List<String> complete() {
        List<String> lines = new ArrayList<>();
        OutputChunk chunk = log.since(position);
        position = chunk.next();
        if (chunk.missedBytes() > 0) {
            takeIncomplete(lines);
            lines.add("[" + chunk.missedBytes() + " bytes were dropped]");
        }
        String text = incomplete + chunk.text();
        int end = text.lastIndexOf('\n') + 1;
        incomplete = text.substring(end);
        if (end > 0) {
            add(text.substring(0, end - 1), lines);
        }
        if (incomplete.length() > LONGEST) {
            takeIncomplete(lines);
        }
        return lines;
    }

    /** {@return the lines that have arrived, the last of which may be incomplete; it continues on a line of its own} */
    List<String> all() {
        List<String> lines = complete();
        takeIncomplete(lines);
        return lines;
    }

    /** {@return the lines that have arrived; an incomplete one only if nothing has followed it for a moment} */
    List<String> ready() {
        return log.silence().compareTo(REST_OF_LINE) < 0 ? complete() : all();
    }

    /** {@return whether an incomplete line has arrived that was not returned yet} */
    boolean isIncomplete() {
        return !incomplete.isEmpty();
    }

    private void takeIncomplete(List<String> lines) {
        if (isIncomplete()) {
            add(incomplete, lines);
            incomplete = "";
        }
    }

    /** Redacted before it is split, because a secret may have several lines. */
    private void add(String text, List<String> lines) {
        for (String line : redaction.get().redact(text).split("\n", -1)) {
            String ended = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            lines.add(Text.printable(ended.substring(ended.lastIndexOf('\r') + 1)));
        }
    }
}
