package dev.curfew.search;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.expect.Match;
import dev.curfew.internal.Durations;
import dev.curfew.internal.QuotedText;
import dev.curfew.internal.Text;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.RecordedLog;
import dev.curfew.recording.TextCursor;
import dev.curfew.search.Search.Found;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a single expectation of a single process. */
public final class Expector implements AutoCloseable {

    /** The time limit of a single search if the wait has no known limit. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

    /**
     * The minimum time of a single search, even if the wait is over by then: on a busy machine even simple patterns
     * take a moment.
     */
    private static final Duration LAST_SEARCH = Duration.ofSeconds(1);

    private final Expectable process;
    private final Expectation expectation;
    private final OutputMark from;
    private final Patience patience;
    private final RecordedLog log;
    private final TextCursor cursor;
    private final Search search;
    private final long begin = System.nanoTime();

    /** The latest match, even if further output could change it. */
    private Optional<Found> found = Optional.empty();

    /** When the end of the output was noticed, in the time of {@link System#nanoTime()}. */
    private @Nullable Long outputEnd;

    private @Nullable Match match;

    /**
     * How long to wait for further output.
     *
     * @param settle how long the output must pause before a match that could still change is accepted
     * @param parting how long a process may outlive its output; if it lives longer, it has closed its output and keeps
     *     running
     */
    record Patience(Duration settle, Duration parting) {
        static final Patience DEFAULT = new Patience(Duration.ofMillis(20), Duration.ofMillis(500));
    }

    private Expector(Expectable process, Expectation expectation, OutputMark from, Patience patience) {
        this.process = process;
        this.expectation = expectation;
        this.from = from;
        this.patience = patience;
        this.log = RecordedLog.of(process.log(expectation.isAboutErrors()));
        this.cursor = log.cursor(from, expectation.isRaw());
        this.search = new Search(cursor, expectation);
    }

    /**
     * Wait until an expectation is met.
     *
     * @param process the process whose output is searched
     * @param expectation the expectation
     * @param from where to begin
     * @return the match
     * @throws ExpectationFailedException if the expectation is not met
     */
    public static Match await(Expectable process, Expectation expectation, OutputMark from) {
        return await(process, expectation, from, Patience.DEFAULT);
    }

    static Match await(Expectable process, Expectation expectation, OutputMark from, Patience patience) {
        try (Expector expector = new Expector(process, expectation, from, patience)) {
            return expector.await();
        }
    }

    private Match await() {
        if (!look()) {
            boolean met = Waiting.until(
                    () -> "output " + expectation,
                    timeout(),
                    this::lookUntil,
                    () -> facts("Interrupted while waiting for output of process %s"));
            if (!met) {
                accept(found.orElseThrow(this::timedOut));
            }
        }
        if (match == null) {
            throw new AssertionError("a wait ended without a result");
        }
        return match;
    }

    private Optional<Duration> timeout() {
        return expectation.timeout().or(process::defaultTimeout);
    }

    private boolean lookUntil(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            long seen = log.version();
            if (look()) {
                return true;
            }
            log.awaitChange(seen, Duration.ofNanos(Math.min(left, untilNextDecision())));
        }
        return look();
    }

    /**
     * The time until the next decision that depends only on time: too long a silence, a settled match, or a settled
     * end.
     */
    private long untilNextDecision() {
        if (outputEnd != null) {
            return Math.max(1, patience.parting().toNanos() - (System.nanoTime() - outputEnd));
        }
        if (found.isPresent()) {
            return untilSilentFor(patience.settle(), log.silence());
        }
        return expectation
                .maxSilence()
                .map(allowed -> untilSilentFor(allowed, silence()))
                .orElse(Long.MAX_VALUE);
    }

    private static long untilSilentFor(Duration goal, Duration silence) {
        return Math.max(1, Durations.nanos(goal.minus(silence)));
    }

    private boolean look() {
        // Queried before the text is read, so that the text includes all output printed before the end.
        boolean over = process.hasEnded() && !expectation.isPastExit();
        cursor.advance();
        boolean last = over || cursor.isAtEnd();
        found = search();
        if (found.isPresent() && isFinal(found.get(), last)) {
            accept(found.get());
            return true;
        }
        if (over || (cursor.isAtEnd() && (process.hasEnded() || outlivesItsOutput()))) {
            throw outputEnded();
        }
        if (found.isEmpty()) {
            requireOutput();
        }
        return false;
    }

    private Optional<Found> search() {
        long now = System.nanoTime();
        Duration left = timeout().map(limit -> limit.minusNanos(now - begin)).orElse(LONGEST_SEARCH);
        Duration allowed = left.compareTo(LAST_SEARCH) < 0 ? LAST_SEARCH : left;
        try {
            return search.look(now + Durations.nanos(allowed));
        } catch (PatternSearch.TooComplexException e) {
            throw new ExpectationFailedException.PatternTooComplex(
                    facts("Failed to search the output of process %s")
                            .with("reason", String.valueOf(e.getMessage()))
                            .with("next", PatternSearch.NEXT),
                    cursor.missedBytes());
        }
    }

    private boolean outlivesItsOutput() {
        long now = System.nanoTime();
        if (outputEnd == null) {
            outputEnd = now;
        }
        return now - outputEnd >= patience.parting().toNanos();
    }

    private boolean isFinal(Found candidate, boolean last) {
        return last || !search.canChange(candidate) || log.silence().compareTo(patience.settle()) >= 0;
    }

    private void accept(Found candidate) {
        Match accepted = search.match(candidate, from);
        if (!candidate.wanted()) {
            throw new ExpectationFailedException.UnwantedOutput(
                    facts("Process %s printed unwanted output").with("printed", QuotedText.of(accepted.text())),
                    cursor.missedBytes());
        }
        match = accepted;
    }

    private void requireOutput() {
        Optional<Duration> exceeded =
                expectation.maxSilence().filter(allowed -> silence().compareTo(allowed) >= 0);
        if (exceeded.isPresent()) {
            throw new ExpectationFailedException.TooSilent(
                    facts("Process %s printed nothing for " + Durations.text(exceeded.get())), cursor.missedBytes());
        }
    }

    /** The time without output, but not longer than the wait itself. */
    private Duration silence() {
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        Duration silence = log.silence();
        return silence.compareTo(waited) < 0 ? silence : waited;
    }

    private ExpectationFailedException outputEnded() {
        String how = process.hasEnded() ? "ended" : "closed its output";
        Diagnosis facts = facts("Process %s " + how + " before it printed the awaited output");
        return new ExpectationFailedException.OutputEnded(
                literal().map(next -> facts.with("next", next)).orElse(facts), cursor.missedBytes());
    }

    private ExpectationFailedException timedOut() {
        if (cursor.isAtEnd()) {
            return outputEnded();
        }
        return new ExpectationFailedException.TimedOut(
                facts("Timed out waiting for output of process %s after " + elapsed())
                        .with("next", literal().orElseGet(this::nextStep)),
                cursor.missedBytes());
    }

    private Diagnosis facts(String headline) {
        String stream = expectation.isAboutErrors() ? "standard error" : "output";
        Diagnosis state = process.diagnose(headline);
        return Diagnosis.of(state.headline())
                .with("awaited", expectation + " (" + stream + ", from offset " + from.offset() + missed() + ")")
                .withFactsOf(state);
    }

    private String missed() {
        long bytes = cursor.missedBytes();
        return bytes == 0
                ? ""
                : ", of which " + Text.count(bytes, "byte") + (bytes == 1 ? " was dropped" : " were dropped");
    }

    private String nextStep() {
        if (log.totalBytes() > 0) {
            return "compare with the last output; if the process is only slow, set a longer timeout";
        }
        return process.mayBuffer() && !expectation.isAboutErrors()
                ? "most programs buffer their output when it goes to a pipe; start it with inTerminal(), or"
                        + " make it flush"
                : "see the state of the process; if it is only slow, set a longer timeout";
    }

    private Optional<String> literal() {
        return LiteralText.hint(expectation, "Pattern.compile(...)");
    }

    private String elapsed() {
        return Durations.text(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        cursor.close();
    }
}
