package dev.curfew.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.Match;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that does the next thing each time that it is looked at, so that its output comes in the pieces that a test
 * wants and no other thread is needed.
 */
final class FakeProcess implements Expectable {

    private static final Duration LONG = Patience.LIMIT;

    private final OutputRecorder output;
    private final OutputRecorder errors = new OutputRecorder(200_000, TextMode.PLAIN);
    private final Deque<Runnable> script = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean buffers = true;
    private Optional<Duration> defaultTimeout = Optional.of(LONG);
    private Expector.Patience patience = new Expector.Patience(LONG, LONG);
    private volatile boolean ended;

    FakeProcess() {
        this(200_000, TextMode.PLAIN);
    }

    FakeProcess(int maxBytes, TextMode mode) {
        output = new OutputRecorder(maxBytes, mode);
    }

    /** It prints at once. */
    FakeProcess prints(String text) {
        append(output, text.getBytes(UTF_8));
        return this;
    }

    FakeProcess printsError(String text) {
        append(errors, text.getBytes(UTF_8));
        return this;
    }

    /** It prints pieces, each when it is looked at the next time. */
    FakeProcess thenPrints(String... pieces) {
        for (String piece : pieces) {
            thenPrints(piece.getBytes(UTF_8));
        }
        return this;
    }

    FakeProcess thenPrints(byte[] piece) {
        return then(() -> append(output, piece));
    }

    FakeProcess thenExits() {
        return then(() -> {
            ended = true;
            output.announce();
            errors.announce();
        });
    }

    FakeProcess thenCloses() {
        return then(output::end);
    }

    FakeProcess then(Runnable step) {
        script.add(step);
        return this;
    }

    FakeProcess withDefaultTimeout(Optional<Duration> timeout) {
        defaultTimeout = timeout;
        return this;
    }

    FakeProcess withoutBuffer() {
        buffers = false;
        return this;
    }

    FakeProcess settlingWithin(Duration settle) {
        patience = new Expector.Patience(settle, patience.parting());
        return this;
    }

    FakeProcess partingWithin(Duration parting) {
        patience = new Expector.Patience(patience.settle(), parting);
        return this;
    }

    int looks() {
        return looks.get();
    }

    OutputLog output() {
        return output.log();
    }

    Match expect(String text) {
        return expect(Expectation.text(text));
    }

    Match expect(Expectation expectation) {
        return Expector.await(this, expectation, expectation.from().orElse(OutputMark.START), patience);
    }

    @Override
    public OutputLog log(boolean ofErrors) {
        return (ofErrors ? errors : output).log();
    }

    @Override
    public boolean hasEnded() {
        looks.incrementAndGet();
        boolean before = ended;
        Runnable step = script.poll();
        if (step != null) {
            step.run();
        }
        return before;
    }

    @Override
    public Optional<Duration> defaultTimeout() {
        return defaultTimeout;
    }

    @Override
    public boolean mayBuffer() {
        return buffers;
    }

    @Override
    public Diagnosis diagnose(String headline) {
        return Diagnosis.of(headline.replace("%s", "[fake]"))
                .with("state", ended ? "ended" : "running")
                .with("last output", output().tail(3));
    }

    private static void append(OutputRecorder recorder, byte[] bytes) {
        recorder.append(bytes, 0, bytes.length);
    }
}
