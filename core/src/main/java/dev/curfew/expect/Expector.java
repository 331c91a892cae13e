package dev.curfew.expect;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.expect.Search.Found;
import dev.curfew.internal.Durations;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.output.TextCursor;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for one expectation of one process. */
public final class Expector implements AutoCloseable {

    /** How long output must pause before a match that more output could change is taken as it is. */
    private static final Duration SETTLE = Duration.ofMillis(20);

    /** How long an answer that is already on its way takes; sleeping and being woken would take as long again. */
    private static final Duration BRIEF = Duration.ofNanos(25_000);

    private static final boolean SEVERAL_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

    private final Expectable process;
    private final Expectation expectation;
    private final OutputMark from;
    private final OutputLog log;
    private final TextCursor cursor;
    private final Search search;
    private final long begin = System.nanoTime();
    private @Nullable Match match;

    private Expector(Expectable process, Expectation expectation, OutputMark from) {
        this.process = process;
        this.expectation = expectation;
        this.from = from;
        this.log = process.log(expectation.options().errors());
        this.cursor = log.cursor(from, expectation.options().raw());
        this.search = new Search(cursor, expectation);
    }

    /**
     * Wait until an expectation is met.
     *
     * @param process whose output is searched
     * @param expectation what to expect
     * @param from where to begin
     * @return what was found
     * @throws ExpectationFailedException if it is not met
     */
    public static Match await(Expectable process, Expectation expectation, OutputMark from) {
        try (Expector expector = new Expector(process, expectation, from)) {
            return expector.await();
        }
    }

    private Match await() {
        if (!look() && !lookBriefly()) {
            Optional<Duration> timeout =
                    Optional.ofNullable(expectation.options().timeout()).or(process::defaultTimeout);
            try {
                Waiting.until(
                        "output " + expectation,
                        timeout,
                        this::lookUntil,
                        () -> facts("Interrupted while waiting for output of process %s"));
            } catch (ConditionTimeoutException e) {
                throw new ExpectationFailedException.TimedOut(
                        facts("Timed out waiting for output of process %s after " + elapsed())
                                .with("next", nextStep()));
            }
        }
        if (match == null) {
            throw new AssertionError("a wait ended without a result");
        }
        return match;
    }

    private boolean lookBriefly() {
        long end = System.nanoTime() + BRIEF.toNanos();
        long seen = log.version();
        while (SEVERAL_PROCESSORS && System.nanoTime() < end) {
            long version = log.version();
            if (version != seen) {
                seen = version;
                if (look()) {
                    return true;
                }
            }
            Thread.onSpinWait();
        }
        return false;
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

    /** Silence, and the pause that settles a match, are decided by time alone. */
    private long untilNextDecision() {
        long settled = Math.max(1, SETTLE.minus(log.silence()).toNanos());
        Duration allowed = expectation.options().silence();
        long silent = allowed == null
                ? Long.MAX_VALUE
                : Math.max(1, allowed.minus(log.silence()).toNanos());
        return Math.min(settled > 1 ? settled : Long.MAX_VALUE, silent);
    }

    private boolean look() {
        // Asked first: what the process printed before it ended is then in the text that is read next.
        boolean over = process.hasEnded() && !expectation.options().pastExit();
        cursor.advance();
        boolean last = over || cursor.isAtEnd();
        Optional<Found> found = search.look();
        if (found.isPresent() && isFinal(found.get(), last)) {
            accept(found.get());
            return true;
        }
        if (last) {
            throw new ExpectationFailedException.OutputEnded(facts(
                    process.hasEnded()
                            ? "Process %s ended before it printed what was awaited"
                            : "Process %s closed its output before it printed what was awaited"));
        }
        requireOutput();
        return false;
    }

    private boolean isFinal(Found found, boolean last) {
        return last || !found.hit().canGrow() || log.silence().compareTo(SETTLE) >= 0;
    }

    private void accept(Found found) {
        if (!found.wanted()) {
            throw new ExpectationFailedException.UnwantedOutput(facts("Process %s printed what it must not")
                    .with("printed", found.needle().describe()));
        }
        match = search.match(found, from);
    }

    private void requireOutput() {
        Duration allowed = expectation.options().silence();
        Duration silence = log.silence();
        boolean silentSinceBegin = System.nanoTime() - begin >= (allowed == null ? Long.MAX_VALUE : allowed.toNanos());
        if (allowed != null && silentSinceBegin && silence.compareTo(allowed) >= 0) {
            throw new ExpectationFailedException.TooSilent(
                    facts("Process %s printed nothing for " + Durations.text(allowed)));
        }
    }

    private Diagnosis facts(String headline) {
        String missed = cursor.missedBytes() == 0 ? "" : ", of which " + cursor.missedBytes() + " bytes were dropped";
        String stream = expectation.options().errors() ? "standard error" : "output";
        Diagnosis state = process.diagnose(headline);
        return Diagnosis.of(state.headline())
                .with("awaited", expectation + " (" + stream + ", from offset " + from.offset() + missed + ")")
                .withFactsOf(state);
    }

    private String nextStep() {
        return log.totalBytes() == 0
                ? "most programs hold output back on a pipe until much has gathered; start it with inTerminal(), or"
                        + " have it flush"
                : "compare with the last output; if the process is only slow, allow more time with within(...)";
    }

    private String elapsed() {
        return Durations.text(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        cursor.close();
    }
}
