package dev.curfew.junit.evidence;

import dev.curfew.process.Redaction;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Recordings of terminals for asciinema players. Steps of the test are markers. Input is not included, because it may
 * be a password.
 *
 * @see <a href="https://docs.asciinema.org/manual/asciicast/v2/">asciicast v2</a>
 */
final class Asciicast {

    private static final double NANOS_PER_SECOND = 1e9;

    private Asciicast() {}

    /** An event: its time and the rest of its line. */
    private record Event(long nanos, String code, String data) {}

    /**
     * {@return the recording of a process on a terminal}
     *
     * @param size the size of the terminal at the start
     */
    static String of(ProcessRecording process, TerminalSize size, EvidenceClock clock, Redaction redaction) {
        long start = clock.nanosOf(process.process().startedAt());
        return events(process, redaction).stream()
                .map(event -> line(event, start))
                .collect(Collectors.joining("", header(process, size, redaction), ""));
    }

    private static String header(ProcessRecording process, TerminalSize size, Redaction redaction) {
        return "{\"version\": 2, \"width\": " + size.columns() + ", \"height\": " + size.rows() + ", \"timestamp\": "
                + process.process().startedAt().getEpochSecond() + ", \"title\": "
                + Json.quoted(redaction.redact(process.name())) + "}\n";
    }

    private static List<Event> events(ProcessRecording process, Redaction redaction) {
        List<Event> events = new ArrayList<>();
        process.output().forTerminal().forEach(part -> events.add(new Event(part.nanos(), "o", part.text())));
        for (Step step : process.steps().all()) {
            events.add(
                    step.isResize()
                            ? new Event(step.begin(), "r", step.what().toString())
                            : new Event(step.end(), "m", StepText.of(step, process, redaction)));
        }
        events.sort(Comparator.comparingLong(Event::nanos));
        return events;
    }

    private static String line(Event event, long start) {
        double seconds = Math.max(0, event.nanos() - start) / NANOS_PER_SECOND;
        String time = String.format(Locale.ROOT, "%.6f", seconds);
        return "[" + time + ", \"" + event.code() + "\", " + Json.quoted(event.data()) + "]\n";
    }
}
