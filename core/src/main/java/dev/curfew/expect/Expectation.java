package dev.curfew.expect;

import dev.curfew.expect.Needle.Literal;
import dev.curfew.expect.Needle.Regex;
import dev.curfew.internal.Check;
import dev.curfew.output.OutputMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to wait for in the output of a process, and when to give up.
 *
 * <p>The first alternative to appear wins; of two that begin at the same place, the one that was named first. Waiting
 * ends early, with an exception of its own type each, when the process ends, when something appears that must not, or
 * when the process was silent for too long.
 *
 * <p>A regular expression whose match reaches the end of what has arrived, such as {@code port (\d+)}, could match more
 * a moment later, and of two texts the one that would win may still be arriving. What was found is then accepted once
 * the output has paused for 20 ms or ended, or time is up.
 *
 * <p>Immutable: every method returns a new expectation.
 *
 * @since 0.1
 */
public final class Expectation {

    private final List<Needle> wanted;
    private final List<Needle> unwanted;
    private final Options options;

    /** When to begin and when to give up. */
    record Options(
            @Nullable Duration timeout,
            @Nullable Duration silence,
            @Nullable OutputMark from,
            boolean raw,
            boolean errors,
            boolean pastExit) {

        static final Options DEFAULT = new Options(null, null, null, false, false, false);

        Options timeout(Duration other) {
            return new Options(other, silence, from, raw, errors, pastExit);
        }

        Options silence(Duration other) {
            return new Options(timeout, other, from, raw, errors, pastExit);
        }

        Options from(OutputMark other) {
            return new Options(timeout, silence, other, raw, errors, pastExit);
        }

        Options inRaw() {
            return new Options(timeout, silence, from, true, errors, pastExit);
        }

        Options inErrors() {
            return new Options(timeout, silence, from, raw, true, pastExit);
        }

        Options afterExit() {
            return new Options(timeout, silence, from, raw, errors, true);
        }
    }

    private Expectation(List<Needle> wanted, List<Needle> unwanted, Options options) {
        this.wanted = List.copyOf(wanted);
        this.unwanted = List.copyOf(unwanted);
        this.options = options;
    }

    /**
     * {@return an expectation of text, which need not be a whole line}
     *
     * @param text the text; not empty
     */
    public static Expectation text(String text) {
        return new Expectation(List.of(literal(text)), List.of(), Options.DEFAULT);
    }

    /**
     * {@return an expectation of a regular expression, found anywhere in the output}
     *
     * @param pattern the expression
     */
    public static Expectation pattern(Pattern pattern) {
        return new Expectation(List.of(regex(pattern)), List.of(), Options.DEFAULT);
    }

    /**
     * {@return an expectation of a regular expression, found anywhere in the output}
     *
     * @param regex the expression in the syntax of {@link Pattern}
     * @throws IllegalArgumentException if it is not a regular expression
     */
    public static Expectation regex(String regex) {
        try {
            return pattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "regex must be a regular expression: /" + regex + "/ (" + e.getDescription() + " near index "
                            + e.getIndex() + "); use text(...) to expect it literally",
                    e);
        }
    }

    /**
     * {@return an expectation of whichever of several texts appears first}
     *
     * @param texts the texts; at least one
     */
    public static Expectation anyOf(String... texts) {
        Check.argument(texts.length > 0, "texts must name at least one alternative", texts.length);
        return new Expectation(List.of(texts).stream().map(Expectation::literal).toList(), List.of(), Options.DEFAULT);
    }

    /**
     * {@return this expectation with one more alternative}
     *
     * @param text the text; not empty
     */
    public Expectation or(String text) {
        return new Expectation(plus(wanted, literal(text)), unwanted, options);
    }

    /**
     * {@return this expectation with one more alternative}
     *
     * @param pattern a regular expression
     */
    public Expectation or(Pattern pattern) {
        return new Expectation(plus(wanted, regex(pattern)), unwanted, options);
    }

    /**
     * {@return this expectation, failing at once if a text appears before what is wanted}
     *
     * @param text the text; not empty
     */
    public Expectation butNot(String text) {
        return new Expectation(wanted, plus(unwanted, literal(text)), options);
    }

    /**
     * {@return this expectation, failing at once if a regular expression matches before what is wanted}
     *
     * @param pattern the expression
     */
    public Expectation butNot(Pattern pattern) {
        return new Expectation(wanted, plus(unwanted, regex(pattern)), options);
    }

    /**
     * {@return this expectation with a timeout}
     *
     * @param timeout how long to wait, longer than zero; by default that of the registry or else of Awaitility, which
     *     is 10 seconds unless changed there
     */
    public Expectation within(Duration timeout) {
        Check.positive(timeout, "timeout");
        return with(options.timeout(timeout));
    }

    /**
     * {@return this expectation, failing if nothing at all is printed for some time}
     *
     * <p>What counts is the stream that is searched: where standard error is kept apart, output to it does not break the
     * silence of standard output, nor the other way round. The limit on the silence of a command,
     * {@link dev.curfew.process.Command#maxSilence(Duration)}, looks at both.
     *
     * @param silence how long the process may print nothing, longer than zero; there is no such limit by default
     */
    public Expectation silentAtMost(Duration silence) {
        Check.positive(silence, "silence");
        return with(options.silence(silence));
    }

    /**
     * {@return this expectation, looking at what was printed after a mark}
     *
     * @param mark where to begin; by default where the last expectation of the process was met
     */
    public Expectation from(OutputMark mark) {
        Objects.requireNonNull(mark, "mark");
        return with(options.from(mark));
    }

    /** {@return this expectation, looking at the output with its escape sequences and carriage returns} */
    public Expectation raw() {
        return with(options.inRaw());
    }

    /** {@return this expectation, looking at standard error, which the command must keep apart} */
    public Expectation inErrors() {
        return with(options.inErrors());
    }

    /** {@return this expectation, waiting on while others hold the output of a process that has ended, as daemons do} */
    public Expectation pastExit() {
        return with(options.afterExit());
    }

    private Expectation with(Options other) {
        return new Expectation(wanted, unwanted, other);
    }

    List<Needle> wanted() {
        return wanted;
    }

    List<Needle> unwanted() {
        return unwanted;
    }

    Options options() {
        return options;
    }

    /** {@return where to begin, or empty for where the last expectation of the process was met} */
    public Optional<OutputMark> from() {
        return Optional.ofNullable(options.from);
    }

    /** {@return whether standard error is searched rather than standard output} */
    public boolean isAboutErrors() {
        return options.errors;
    }

    /** {@return what is awaited, for messages} */
    @Override
    public String toString() {
        return describe(wanted) + (unwanted.isEmpty() ? "" : " but not " + describe(unwanted));
    }

    private static String describe(List<Needle> needles) {
        return needles.stream().map(Needle::describe).collect(Collectors.joining(" or "));
    }

    private static Needle literal(String text) {
        Objects.requireNonNull(text, "text");
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        return new Literal(text);
    }

    private static Needle regex(Pattern pattern) {
        return new Regex(Objects.requireNonNull(pattern, "pattern"));
    }

    private static List<Needle> plus(List<Needle> needles, Needle needle) {
        List<Needle> more = new ArrayList<>(needles);
        more.add(needle);
        return more;
    }
}
