package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.junit.evidence.TimelineEntry.Kind;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Redaction;
import dev.curfew.recording.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Merges the recordings of all processes of a test into one list of events, in the order of time. */
final class Timeline {

    private static final int FIRST_ENTRIES = 300;
    private static final int LAST_ENTRIES = 700;

    /** The longest excerpt of an output; the page contains the whole output elsewhere. */
    private static final int LONGEST_EXCERPT = 600;

    /** The same with escape sequences. */
    private static final int LONGEST_RAW_EXCERPT = 4 * LONGEST_EXCERPT;

    private final List<ProcessRecording> processes;
    private final EvidenceClock clock;
    private final Redaction redaction;
    private final List<TimelineEntry> entries = new ArrayList<>();

    private Timeline(List<ProcessRecording> processes, EvidenceClock clock, Redaction redaction) {
        this.processes = processes;
        this.clock = clock;
        this.redaction = redaction;
    }

    /**
     * {@return the events, without secrets; at most about 1000}
     *
     * @param failure the message of the failure of the test, which happened at the time of the clock; empty if it
     *     passed
     */
    static List<TimelineEntry> of(
            List<ProcessRecording> processes, Optional<String> failure, EvidenceClock clock, Redaction redaction) {
        Timeline timeline = new Timeline(processes, clock, redaction);
        for (int i = 0; i < processes.size(); i++) {
            timeline.add(i, processes.get(i));
        }
        failure.ifPresent(message -> timeline.entries.add(new TimelineEntry(
                clock.nanos(), Kind.FAILURE, Optional.empty(), "The test failed: " + message, "", Optional.empty())));
        return timeline.merged();
    }

    private void add(int index, ProcessRecording recording) {
        BackgroundProcess process = recording.process();
        add(index, clock.nanosOf(process.startedAt()), Kind.STARTED, "Started " + process.command());
        if (!recording.isDrawn()) {
            addOutput(index, recording.output(), "Printed");
        }
        recording.errors().ifPresent(errors -> addOutput(index, errors, "Printed to standard error"));
        addSteps(index, recording);
        process.endedAt()
                .ifPresent(at -> add(
                        index,
                        clock.nanosOf(at),
                        Kind.ENDED,
                        "The process "
                                + process.exitStatus().map(ExitStatus::describe).orElse("ended")));
    }

    private void add(int index, long nanos, Kind kind, String what) {
        entries.add(new TimelineEntry(nanos, kind, Optional.of(index), redaction.redact(what), "", Optional.empty()));
    }

    private void addOutput(int index, StreamRecording stream, String what) {
        for (TimedText part : stream.forTerminal()) {
            entries.add(new TimelineEntry(
                    part.nanos(), Kind.PRINTED, Optional.of(index), what, part.text(), Optional.empty()));
        }
    }

    private void addSteps(int index, ProcessRecording recording) {
        Optional<Frame> shown = Optional.empty();
        for (Step step : recording.steps().first()) {
            shown = addStep(index, recording, step, shown);
        }
        List<Step> last = recording.steps().last();
        if (recording.steps().omitted() > 0) {
            add(index, last.get(0).begin(), Kind.LEFT_OUT, recording.steps().omitted() + " steps left out");
        }
        for (Step step : last) {
            shown = addStep(index, recording, step, shown);
        }
    }

    /** {@return the screen that is shown by this step or an earlier one} */
    private Optional<Frame> addStep(int index, ProcessRecording recording, Step step, Optional<Frame> shown) {
        Optional<Frame> now = Replay.at(recording.frames(), step.outputAfter());
        // An input comes before the output that it causes, a wait after the output that ends it.
        long nanos = step.kind() == Step.Kind.TYPED ? step.begin() : step.end();
        boolean isNews = recording.isDrawn() && !now.equals(shown);
        entries.add(new TimelineEntry(
                nanos,
                step.failed() ? Kind.FAILED_STEP : Kind.STEP,
                Optional.of(index),
                StepText.of(step, recording, redaction),
                "",
                isNews || step.failed() ? now : Optional.empty()));
        return now;
    }

    private List<TimelineEntry> merged() {
        entries.sort(Comparator.comparingLong(TimelineEntry::nanos)); // Stable: output comes before the wait for it.
        List<TimelineEntry> merged = new ArrayList<>();
        for (TimelineEntry entry : entries) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).isContinuedBy(entry)) {
                TimelineEntry begun = merged.get(last);
                if (begun.printed().length() <= LONGEST_RAW_EXCERPT) {
                    merged.set(last, begun.withPrinted(begun.printed() + entry.printed()));
                }
            } else {
                merged.add(entry);
            }
        }
        List<TimelineEntry> shown = bounded(merged);
        shown.replaceAll(this::withExcerpt);
        shown.removeIf(entry -> entry.kind() == Kind.PRINTED && entry.printed().isEmpty());
        return shown;
    }

    /**
     * Escape sequences are removed at last, because one may have arrived in several parts. Secrets are redacted again,
     * because one may have contained an escape sequence.
     */
    private TimelineEntry withExcerpt(TimelineEntry entry) {
        String plain = entry.process()
                .map(index -> processes.get(index).plain(entry.printed()))
                .orElse("");
        return entry.withPrinted(Text.head(redaction.redact(plain).strip(), LONGEST_EXCERPT));
    }

    private static List<TimelineEntry> bounded(List<TimelineEntry> all) {
        int omitted = all.size() - FIRST_ENTRIES - LAST_ENTRIES;
        if (omitted <= 0) {
            return all;
        }
        List<TimelineEntry> bounded = new ArrayList<>(all.subList(0, FIRST_ENTRIES));
        TimelineEntry next = all.get(FIRST_ENTRIES + omitted);
        bounded.add(new TimelineEntry(
                next.nanos(), Kind.LEFT_OUT, Optional.empty(), omitted + " events left out", "", Optional.empty()));
        bounded.addAll(all.subList(FIRST_ENTRIES + omitted, all.size()));
        return bounded;
    }
}
