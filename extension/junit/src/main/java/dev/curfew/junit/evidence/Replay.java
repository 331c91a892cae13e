package dev.curfew.junit.evidence;

import dev.curfew.emulator.ScreenRecorder;
import dev.curfew.process.Redaction;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Computes the screens that the output of a process produced, from a recording of it. */
final class Replay {

    static final int MOST_FRAMES = 500;

    private final ScreenRecorder recorder;
    private final Deque<Step> resizes;
    private final Set<Long> stepEnds;
    private final Redaction redaction;
    private final List<Frame> frames = new ArrayList<>();

    private Replay(TerminalSize size, List<Step> steps, Redaction redaction) {
        this.recorder = new ScreenRecorder(size, answer -> {});
        this.resizes = steps.stream().filter(Step::isResize).collect(Collectors.toCollection(ArrayDeque::new));
        this.stepEnds = steps.stream().map(Step::outputAfter).collect(Collectors.toSet());
        this.redaction = redaction;
    }

    /**
     * {@return the screens in the order of time, at the ends of steps and in between; successive ones differ}
     *
     * @param size the size of the terminal at the start
     * @param mostCells limits the memory: the number of cells of all frames at steps, and of all frames in between
     */
    static List<Frame> of(
            TerminalSize size, StreamRecording output, List<Step> steps, Redaction redaction, int mostCells) {
        long cells = (long) size.columns() * size.rows();
        int most = (int) Math.max(2, Math.min(MOST_FRAMES, mostCells / cells));
        return new Replay(size, steps, redaction).frames(output.forTerminal(), most);
    }

    private List<Frame> frames(List<TimedText> parts, int most) {
        int stride = (parts.size() + most - 1) / most;
        boolean allSteps = stepEnds.size() <= most;
        for (int i = 0; i < parts.size(); i++) {
            TimedText part = parts.get(i);
            resizeBefore(part);
            byte[] bytes = part.text().getBytes(StandardCharsets.UTF_8);
            recorder.append(bytes, 0, bytes.length);
            boolean isLast = i == parts.size() - 1;
            if (isLast || i % stride == 0 || (allSteps && stepEnds.contains(part.end()))) {
                add(Frame.of(part, recorder.screen(), redaction));
            }
        }
        return frames;
    }

    private void resizeBefore(TimedText part) {
        while (!resizes.isEmpty() && resizes.element().outputBefore() < part.end()) {
            recorder.resize((TerminalSize) resizes.remove().what());
        }
    }

    private void add(Frame frame) {
        if (frames.isEmpty() || !frame.showsTheSameAs(frames.get(frames.size() - 1))) {
            frames.add(frame);
        }
    }

    /** {@return the last screen that was shown when the output had a length} */
    static Optional<Frame> at(List<Frame> frames, long length) {
        Optional<Frame> latest = Optional.empty();
        for (Frame frame : frames) {
            if (frame.end() <= length) {
                latest = Optional.of(frame);
            }
        }
        return latest;
    }
}
