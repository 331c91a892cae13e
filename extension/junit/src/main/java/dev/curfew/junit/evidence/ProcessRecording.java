package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.output.OutputLog;
import dev.curfew.process.Redaction;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.RecordedLog;
import dev.curfew.recording.Step;
import dev.curfew.recording.Steps;
import java.util.List;
import java.util.Optional;

/**
 * All that was recorded of a process, without secrets.
 *
 * @param snapshot the process and its state
 * @param file the beginning of the names of its files, which is unique in the evidence
 * @param output its output
 * @param errors its output to standard error, if it is separate
 * @param steps what was done with it
 * @param frames the screens of its terminal; none if it runs on pipes
 */
record ProcessRecording(
        ProcessSnapshot snapshot,
        String file,
        StreamRecording output,
        Optional<StreamRecording> errors,
        Steps.Kept steps,
        List<Frame> frames) {

    /** How much of the output is searched for the echo of an input, in characters. */
    private static final int LONGEST_ECHO = 4096;

    /**
     * {@return the recording of a process}
     *
     * @param mostCells the maximum number of cells of all frames together
     */
    static ProcessRecording of(ProcessSnapshot snapshot, String file, Redaction redaction, int mostCells) {
        BackgroundProcess process = snapshot.process();
        RecordedLog log = RecordedLog.of(process.output());
        Steps.Kept kept = log.steps().kept();
        List<Step> steps = kept.all();
        StreamRecording output = StreamRecording.of(log.recording(), steps, redaction);
        return new ProcessRecording(
                snapshot,
                file,
                output,
                errors(process).map(errors -> StreamRecording.of(errors.recording(), List.of(), redaction)),
                kept,
                terminal(process)
                        .map(size -> Replay.of(size, output, steps, redaction, mostCells))
                        .orElse(List.of()));
    }

    private static Optional<RecordedLog> errors(BackgroundProcess process) {
        return process.command().stdio().equals(Stdio.SEPARATE_PIPES)
                ? Optional.of(RecordedLog.of(process.errors()))
                : Optional.empty();
    }

    private static Optional<TerminalSize> terminal(BackgroundProcess process) {
        return process.command().stdio() instanceof Stdio.Terminal terminal
                ? Optional.of(terminal.size())
                : Optional.empty();
    }

    BackgroundProcess process() {
        return snapshot.process();
    }

    String name() {
        return process().name();
    }

    /** {@return a fact about its state, without secrets} */
    Optional<String> fact(String key) {
        return snapshot.state().redacted().value(key);
    }

    /** {@return whether it has drawn on its terminal, so that its output is readable only as screens} */
    boolean isDrawn() {
        return fact("screen").isPresent();
    }

    /** {@return the size of its terminal at the start, or empty if it runs on pipes} */
    Optional<TerminalSize> terminalSize() {
        return terminal(process());
    }

    /** {@return the last screen of its terminal} */
    Optional<Frame> lastFrame() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(frames.size() - 1));
    }

    /** {@return a part of its output without escape sequences} */
    String plain(String raw) {
        OutputLog log = process().output();
        return RecordedLog.of(log).text(raw);
    }

    /**
     * {@return whether a text that was typed may be shown} What a terminal did not echo may be a password. A single
     * character is a command of a full-screen program.
     */
    boolean isPublic(Step typed, String text) {
        return terminalSize().isEmpty()
                || text.length() == 1
                || plain(output.after(typed.outputBefore(), LONGEST_ECHO)).contains(text);
    }
}
