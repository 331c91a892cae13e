package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.expect.Expectation;
import dev.curfew.output.OutputLog;
import dev.curfew.search.LiteralText;
import dev.curfew.search.PatternSearch;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.StringAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the output of a process so far, as far as the bounded log still holds it, without escape sequences.
 * On a terminal, this is what a person reads: text that was printed over is gone.
 *
 * <p>They check the output once and do not wait; use {@link BackgroundProcessAssert#prints(String)} to wait.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class OutputLogAssert extends DiagnosedAssert<OutputLogAssert, OutputLog> {

    private static final int LAST_LINES = 8;

    /** How long the search for a pattern may take; a longer one is exponential. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

    /** The process with this output, if known. */
    @Nullable
    BackgroundProcess process;

    /** The name of the output in messages. */
    String stream = "output";

    /**
     * Create assertions.
     *
     * @param actual the log
     */
    public OutputLogAssert(OutputLog actual) {
        super(actual, OutputLogAssert.class);
    }

    /**
     * Verify that the output contains a text.
     *
     * @param text the text, which need not be a whole line; not empty
     * @return these assertions
     */
    public OutputLogAssert contains(String text) {
        isNotNull();
        Expectation expected = Expectation.text(text);
        if (!actual.text().contains(text)) {
            Diagnosis failed = diagnosis("to contain " + expected + ", but it does not");
            throw failure(LiteralText.hint(expected, "containsPattern(...)")
                    .map(next -> failed.with("next", next))
                    .orElseGet(() -> withHint(failed)));
        }
        return this;
    }

    /**
     * Verify that the output does not contain a text.
     *
     * @param text the text; not empty
     * @return these assertions
     * @see BackgroundProcessAssert#neverPrints(String)
     */
    public OutputLogAssert doesNotContain(String text) {
        isNotNull();
        String quoted = Expectation.text(text).toString();
        return require(!actual.text().contains(text), "not to contain " + quoted + ", but it does");
    }

    /**
     * Verify that a regular expression matches somewhere in the output.
     *
     * @param pattern the expression
     * @return these assertions
     */
    public OutputLogAssert containsPattern(Pattern pattern) {
        isNotNull();
        String quoted = Expectation.pattern(pattern).toString();
        boolean found = isFound(pattern, quoted);
        return requireNow(found, "to contain " + quoted + ", but it does not");
    }

    /**
     * Verify that a regular expression matches nowhere in the output.
     *
     * @param pattern the expression
     * @return these assertions
     * @see BackgroundProcessAssert#neverPrints(Pattern)
     */
    public OutputLogAssert doesNotContainPattern(Pattern pattern) {
        isNotNull();
        String quoted = Expectation.pattern(pattern).toString();
        boolean found = isFound(pattern, quoted);
        return require(!found, "not to contain " + quoted + ", but it does");
    }

    /**
     * Verify that nothing was printed.
     *
     * @return these assertions
     */
    public OutputLogAssert isEmpty() {
        isNotNull();
        long bytes = actual.totalBytes();
        return require(bytes == 0, "to be empty, but it has " + bytes + (bytes == 1 ? " byte" : " bytes"));
    }

    /**
     * Verify that something was printed.
     *
     * @return these assertions
     */
    public OutputLogAssert isNotEmpty() {
        isNotNull();
        return requireNow(actual.totalBytes() > 0, "not to be empty, but it is");
    }

    /**
     * Verify that the output consists of exactly these lines; the last one may lack a line end.
     *
     * @param lines the lines, without line ends
     * @return these assertions
     */
    public OutputLogAssert hasLines(String... lines) {
        isNotNull();
        List<String> expected = List.of(lines);
        List<String> found = actual.lines();
        if (!found.equals(expected)) {
            LineDifference difference = LineDifference.between(expected, found);
            Diagnosis diagnosis = difference.explain("Expected " + subject()).withFactsOf(facts());
            throw difference(String.join("\n", found), String.join("\n", expected), withHint(diagnosis));
        }
        return this;
    }

    /**
     * Continue with the text of the output.
     *
     * @return assertions on the text
     */
    public final StringAssert text() {
        requireActual();
        return to(StringAssert.class, String.class, actual.text(), StringAssert::new);
    }

    /**
     * Continue with the text of the output including escape sequences and carriage returns.
     *
     * @return assertions on the text
     */
    public final StringAssert raw() {
        requireActual();
        return to(StringAssert.class, String.class, actual.raw(), StringAssert::new);
    }

    /**
     * Continue with the lines of the output.
     *
     * @return assertions on the lines, which have no line ends
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // AssertJ creates soft assertions from the raw class.
    public final ListAssert<String> lines() {
        requireActual();
        return (ListAssert<String>) to((Class) ListAssert.class, List.class, actual.lines(), ListAssert::new);
    }

    private boolean isFound(Pattern pattern, String quoted) {
        long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
        try {
            return PatternSearch.find(pattern, actual.text(), System::nanoTime, deadline)
                    .isPresent();
        } catch (PatternSearch.TooComplexException e) {
            throw failure(diagnosis("to be searched for " + quoted + ", but " + e.getMessage())
                    .with("next", PatternSearch.NEXT));
        }
    }

    private OutputLogAssert require(boolean holds, String what) {
        if (!holds) {
            throw failure(diagnosis(what));
        }
        return this;
    }

    private OutputLogAssert requireNow(boolean holds, String what) {
        if (!holds) {
            throw failure(withHint(diagnosis(what)));
        }
        return this;
    }

    private Diagnosis diagnosis(String what) {
        return Diagnosis.of("Expected " + subject() + " " + what).withFactsOf(facts());
    }

    private String subject() {
        return process == null ? stream : stream + " of process [" + process.name() + "]";
    }

    private Diagnosis facts() {
        return process == null
                ? Diagnosis.of(subject()).with("last output", actual.tail(LAST_LINES))
                : process.diagnosis();
    }

    /** Add a hint if the process is still running: the output may not have arrived yet. */
    private Diagnosis withHint(Diagnosis diagnosis) {
        return process == null || !process.isRunning()
                ? diagnosis
                : diagnosis.with("next", "the process is still running; use prints(...) to wait for output");
    }
}
