package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Stdio;
import dev.curfew.recording.RecordedLog;
import dev.curfew.recording.TextCursor;

/** Adds output to answers. */
final class Output {

    static final int PREVIEW = 1000;
    static final int SHORT_PREVIEW = 200;
    static final int RESULT = 2000;

    private Output() {}

    /** {@return the stream that a call refers to} */
    static OutputLog of(BackgroundProcess process, Arguments arguments) {
        if (!arguments.text("stream", "output").equals("errors")) {
            return process.output();
        }
        if (!keepsErrorsApart(process)) {
            throw new BadCallException(
                    "Errors of process " + process.id() + " are part of its output",
                    "leave stream out; to keep them apart, start with separate_errors");
        }
        return process.errors();
    }

    private static boolean keepsErrorsApart(BackgroundProcess process) {
        return process.command().stdio().equals(Stdio.SEPARATE_PIPES);
    }

    /**
     * Add the end of the output, and of the separate error stream if there is one, whose key is derived from the given
     * one.
     */
    static ObjectNode putLast(ObjectNode answer, String key, BackgroundProcess process, int most) {
        answer.put(key, Shown.last(process, process.output(), most));
        if (keepsErrorsApart(process)) {
            answer.put(key.replace("output", "errors"), Shown.last(process, process.errors(), most));
        }
        return answer;
    }

    /**
     * Add the output after a cursor, oldest first: if it exceeds the limit, the next call continues where this one
     * stops.
     */
    static ObjectNode putSince(ObjectNode answer, long cursor, BackgroundProcess process, OutputLog log, int most) {
        if (cursor > log.totalBytes()) {
            throw new BadCallException(
                    "Cursor " + cursor + " is after the end at " + log.totalBytes(),
                    "send the cursor that the last poll of this process returned");
        }
        OutputChunk chunk = log.since(new OutputMark(cursor));
        return chunk.text().length() <= most
                ? put(answer, Shown.output(process, chunk.text()), chunk.next(), chunk.missedBytes(), false)
                : putFirst(answer, process, log, cursor + chunk.missedBytes(), chunk.missedBytes(), most);
    }

    private static ObjectNode putFirst(
            ObjectNode answer, BackgroundProcess process, OutputLog log, long from, long missed, int most) {
        try (TextCursor cursor = RecordedLog.of(log).cursor(new OutputMark(from), false)) {
            cursor.advance();
            String text = Text.first(cursor.text().toString(), most);
            OutputMark next = cursor.markAfter(text.length() - 1);
            return put(answer, Shown.output(process, text), next, missed + cursor.missedBytes(), true);
        }
    }

    private static ObjectNode put(ObjectNode answer, String text, OutputMark next, long missed, boolean more) {
        answer.put("output", text).put("cursor", next.offset());
        if (missed > 0) {
            answer.put("missed_bytes", missed);
        }
        return more ? answer.put("more", true) : answer;
    }
}
