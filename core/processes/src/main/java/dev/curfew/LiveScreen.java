package dev.curfew;

import dev.curfew.emulator.InputEncoder;
import dev.curfew.emulator.ScreenRecorder;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.OutputSink;
import dev.curfew.recording.OutputSource;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exact contents of a terminal's screen, computed on demand.
 *
 * <p>The output is not processed until the screen is requested, because the log still has it. When the log is about to
 * drop unprocessed output, all that it holds is processed first. If the terminal answers queries, all output is
 * processed when it arrives.
 *
 * <p>Thread-safe. The lock of the log is acquired while the lock of this screen is held, never the other way round.
 */
final class LiveScreen implements OutputSink {

    /**
     * The maximum length of answers buffered before the input is connected; a program that sends more queries is not
     * waiting.
     */
    private static final int MOST_KEPT = 4096;

    /** A synchronized update that pauses for longer is shown: its program may have failed in the middle of it. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final OutputRecorder output;
    private final boolean answers;

    /** Guarded by this. */
    private final ScreenRecorder recorder;

    /** Guarded by this. */
    private final StringBuilder answered = new StringBuilder();

    /** Guarded by this. */
    private @Nullable Consumer<byte[]> input;

    /** How far the output has been recorded; written only while holding the lock of this screen. */
    private final AtomicLong position = new AtomicLong();

    LiveScreen(Stdio.Terminal terminal, OutputRecorder output) {
        this.output = output;
        this.answers = terminal.answersQueries();
        this.recorder = new ScreenRecorder(terminal.size(), this::answer);
        output.wrapAt(terminal.size().columns());
    }

    private void answer(String text) {
        if (answers && answered.length() + text.length() <= MOST_KEPT) {
            answered.append(text);
        }
    }

    /** Set the recipient of answers from now on. */
    void answerTo(Consumer<byte[]> taker) {
        synchronized (this) {
            input = taker;
        }
        handOver();
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        boolean dropsWhatIsNotRecorded =
                output.totalBytes() + length - position.get() > output.log().maxBytes();
        if (answers || dropsWhatIsNotRecorded) {
            record(bytes, offset, length);
        }
        output.append(bytes, offset, length);
        handOver();
    }

    private synchronized void record(byte[] bytes, int offset, int length) {
        catchUp();
        recorder.append(bytes, offset, length);
        position.addAndGet(length);
    }

    private void catchUp() {
        if (output.totalBytes() > position.get()) {
            byte[] missing = output.log().bytes(new OutputMark(position.get()));
            recorder.append(missing, 0, missing.length);
            position.addAndGet(missing.length);
        }
    }

    /**
     * Called after the query has been added to the log, because the terminal's echo of the answer must come after it.
     */
    private void handOver() {
        if (!answers) {
            return;
        }
        byte[] bytes;
        Consumer<byte[]> taker;
        synchronized (this) {
            taker = input;
            if (taker == null || answered.isEmpty()) {
                return;
            }
            bytes = answered.toString().getBytes(StandardCharsets.US_ASCII);
            answered.setLength(0);
        }
        taker.accept(bytes);
    }

    /** {@return input for the program, encoded in the modes that it has switched on so far} */
    synchronized <T> T encode(Function<InputEncoder, T> input) {
        catchUp();
        return input.apply(recorder.input());
    }

    synchronized Screen screen() {
        catchUp();
        if (output.isEnded() || output.silence().compareTo(LONGEST_PAUSE) > 0) {
            recorder.showUpdate();
        }
        return recorder.screen();
    }

    synchronized List<ScreenLine> scrollback() {
        catchUp();
        return recorder.scrollback();
    }

    /** {@return the screen if a program has drawn on it; otherwise empty, because the output shows the same} */
    synchronized Optional<Screen> drawn() {
        catchUp();
        return recorder.isDrawn() ? Optional.of(screen()) : Optional.empty();
    }

    /**
     * Resize the terminal and this screen, between the output printed before and the output printed afterwards.
     *
     * @param size the new size
     * @param terminal resizes the terminal
     * @throws IOException if that fails; this screen is not resized either
     */
    synchronized void resize(TerminalSize size, Resizing terminal) throws IOException {
        catchUp();
        terminal.resize(size);
        recorder.resize(size);
        output.wrapAt(size.columns());
    }

    /** Resizes the terminal. */
    @FunctionalInterface
    interface Resizing {
        void resize(TerminalSize size) throws IOException;
    }

    @Override
    public void readFrom(OutputSource source) {
        output.readFrom(source);
    }

    @Override
    public void end() {
        output.end();
    }

    @Override
    public boolean isEnded() {
        return output.isEnded();
    }

    @Override
    public long totalBytes() {
        return output.totalBytes();
    }

    @Override
    public Duration silence() {
        return output.silence();
    }
}
