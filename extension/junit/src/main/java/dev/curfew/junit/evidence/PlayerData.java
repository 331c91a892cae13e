package dev.curfew.junit.evidence;

import dev.curfew.process.Redaction;
import dev.curfew.recording.Step;
import dev.curfew.terminal.ScreenLine;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The data of a replay, for the script of the page: each frame as the difference from the one before. */
final class PlayerData {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final ScreenLine BLANK = new ScreenLine("", List.of());

    private PlayerData() {}

    /**
     * {@return the data as JSON that can be embedded in HTML}
     *
     * @param start the time from which times count
     */
    static String of(ProcessRecording process, long start, Redaction redaction) {
        StringJoiner frames = new StringJoiner(",\n", "[", "]");
        List<Frame> all = process.frames();
        for (int i = 0; i < all.size(); i++) {
            frames.add(frame(all.get(i), i == 0 ? List.of() : all.get(i - 1).rows(), start));
        }
        StringJoiner marks = new StringJoiner(",\n", "[", "]");
        for (Step step : process.steps().all()) {
            String text = StepText.of(step, process, redaction);
            marks.add("[" + seconds(step.end(), start) + ", " + Json.quoted(Markup.visible(text)) + "]");
        }
        return "{\"frames\": " + frames + ",\n\"marks\": " + marks + "}";
    }

    private static String frame(Frame frame, List<ScreenLine> before, long start) {
        StringJoiner rows = new StringJoiner(", ", "{", "}");
        for (int row = 0; row < frame.rows().size(); row++) {
            ScreenLine line = frame.rows().get(row);
            if (!line.equals(row < before.size() ? before.get(row) : BLANK)) {
                rows.add("\"" + row + "\": " + ScreenMarkup.json(line));
            }
        }
        String cursor = frame.hasCursor() ? "[" + frame.cursorRow() + ", " + frame.cursorColumn() + "]" : "null";
        return "{\"time\": " + seconds(frame.nanos(), start) + ", \"size\": ["
                + frame.size().columns() + ", " + frame.size().rows() + "], \"cursor\": " + cursor + ", \"rows\": "
                + rows + "}";
    }

    private static String seconds(long nanos, long start) {
        return String.format(Locale.ROOT, "%.3f", (nanos - start) / NANOS_PER_SECOND);
    }
}
