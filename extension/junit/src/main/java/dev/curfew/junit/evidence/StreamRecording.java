package dev.curfew.junit.evidence;

import dev.curfew.process.Redaction;
import dev.curfew.recording.Arrival;
import dev.curfew.recording.RecordedStream;
import dev.curfew.recording.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a process printed on one stream, and when.
 *
 * @param head the first parts, if some that followed were dropped; otherwise none
 * @param omittedBytes the number of bytes that were dropped between head and tail
 * @param tail the last parts, or all
 */
record StreamRecording(List<TimedText> head, long omittedBytes, List<TimedText> tail) {

    /**
     * {@return the recording of a stream, divided where bytes arrived and where steps ended}
     *
     * @param steps the steps whose offsets belong to this stream
     */
    static StreamRecording of(RecordedStream stream, List<Step> steps, Redaction redaction) {
        NavigableMap<Long, Long> times = times(stream.arrivals(), steps);
        return new StreamRecording(
                redacted(divided(stream.head(), 0, times), redaction),
                stream.omittedBytes(),
                redacted(divided(stream.tail(), stream.tailStart(), times), redaction));
    }

    /** {@return the time at which each of some offsets was reached} */
    private static NavigableMap<Long, Long> times(List<Arrival> arrivals, List<Step> steps) {
        NavigableMap<Long, Long> times = new TreeMap<>();
        arrivals.forEach(arrival -> times.merge(arrival.end(), arrival.nanos(), Long::min));
        steps.forEach(step -> times.merge(step.outputAfter(), step.end(), Long::min));
        // A program may redraw its screen before the method that resizes it returns.
        steps.stream()
                .filter(Step::isResize)
                .forEach(step -> times.merge(step.outputBefore(), step.begin(), Long::min));
        return times;
    }

    private static List<TimedText> divided(byte[] bytes, long start, NavigableMap<Long, Long> times) {
        List<TimedText> parts = new ArrayList<>();
        int from = 0;
        long latest = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> time : times.tailMap(start, false).entrySet()) {
            // Bytes that arrived shortly after others have the time of those, even if a step ended in between.
            latest = parts.isEmpty() ? time.getValue() : Math.max(latest, time.getValue());
            int to = characterStart(bytes, (int) Math.min(bytes.length, time.getKey() - start));
            if (to > from) {
                parts.add(new TimedText(latest, time.getKey(), text(bytes, from, to)));
                from = to;
            }
            if (from == bytes.length) {
                break;
            }
        }
        if (from < bytes.length) {
            parts.add(new TimedText(latest, start + bytes.length, text(bytes, from, bytes.length)));
        }
        return parts;
    }

    /** {@return the position, or the start of the character that it is in} */
    private static int characterStart(byte[] bytes, int position) {
        int start = position;
        while (start < bytes.length && start > 0 && position - start < 3 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static List<TimedText> redacted(List<TimedText> parts, Redaction redaction) {
        List<String> texts =
                RedactedParts.of(parts.stream().map(TimedText::text).toList(), redaction);
        List<TimedText> redacted = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            redacted.add(parts.get(i).withText(texts.get(i)));
        }
        return redacted;
    }

    /** {@return all parts for a terminal, which is cleared where parts are missing} */
    List<TimedText> forTerminal() {
        if (omittedBytes == 0 || tail.isEmpty()) {
            return head.isEmpty() ? tail : head;
        }
        List<TimedText> all = new ArrayList<>(head);
        TimedText next = tail.get(0);
        all.add(new TimedText(next.nanos(), next.end(), "\u001Bc" + gap() + "\r\n"));
        all.addAll(tail);
        return all;
    }

    /** {@return the whole stream as text, with escape sequences} */
    String raw() {
        return omittedBytes == 0 ? joined(tail) : joined(head) + "\n" + gap() + "\n" + joined(tail);
    }

    private String gap() {
        return "[" + omittedBytes + " bytes left out]";
    }

    private static String joined(List<TimedText> parts) {
        StringBuilder joined = new StringBuilder();
        parts.forEach(part -> joined.append(part.text()));
        return joined.toString();
    }

    /**
     * {@return the beginning of what was printed after an offset, with escape sequences}
     *
     * @param most the number of characters after which no further part is added
     */
    String after(long offset, int most) {
        StringBuilder text = new StringBuilder();
        for (TimedText part : forTerminal()) {
            if (part.end() > offset && text.length() < most) {
                text.append(part.text());
            }
        }
        return text.toString();
    }
}
