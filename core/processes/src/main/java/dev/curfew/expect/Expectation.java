package dev.curfew.expect;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.internal.QuotedText;
import dev.curfew.internal.Values;
import dev.curfew.output.OutputMark;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the output of a process, with its timeout and other limits.
 *
 * <p>The first alternative to appear wins; if two begin at the same position, the one that was added first. The wait
 * ends early, with a separate exception type for each case, when the process ends, when unwanted output appears, or
 * when the process is silent for too long.
 *
 * <p>If the match of a regular expression such as {@code port (\d+)} reaches the end of the output so far, the next
 * output may extend it. Similarly, if there are several alternatives, a better one may still be arriving. Such a match
 * is accepted when the output has paused for 20 ms or ended, or the timeout expires.
 *
 * <p>Immutable: every method returns a new expectation.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Expectation {

    private final Options options;

    private static final class Options extends Values<Options> {
        private List<Pattern> wanted = List.of();
        private List<Pattern> unwanted = List.of();
        private @Nullable Duration timeout;
        private @Nullable Duration silence;
        private @Nullable OutputMark from;
        private boolean raw;
        private boolean errors;
        private boolean pastExit;
    }

    private Expectation(Options options) {
        this.options = options;
    }

    private Expectation with(Consumer<Options> change) {
        return new Expectation(options.with(change));
    }

    private static Expectation of(List<Pattern> alternatives) {
        return new Expectation(new Options()).with(copy -> copy.wanted = alternatives);
    }

    /**
     * {@return an expectation of a text, which need not be a whole line}
     *
     * @param text the text; not empty
     */
    public static Expectation text(String text) {
        return of(List.of(literal(text)));
    }

    /**
     * {@return an expectation of a regular expression, found anywhere in the output}
     *
     * @param pattern the expression
     */
    public static Expectation pattern(Pattern pattern) {
        return of(List.of(regex(pattern)));
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
     * {@return an expectation of the first of several texts to appear}
     *
     * @param texts the texts; at least one
     */
    public static Expectation anyOf(String... texts) {
        Check.argument(texts.length > 0, "texts must name at least one alternative", texts.length);
        return of(Stream.of(texts).map(Expectation::literal).toList());
    }

    /**
     * {@return this expectation with an additional alternative}
     *
     * @param text the text; not empty
     */
    public Expectation or(String text) {
        return with(copy -> copy.wanted = Lists.plus(copy.wanted, literal(text)));
    }

    /**
     * {@return this expectation with an additional alternative}
     *
     * @param pattern a regular expression
     */
    public Expectation or(Pattern pattern) {
        return with(copy -> copy.wanted = Lists.plus(copy.wanted, regex(pattern)));
    }

    /**
     * {@return this expectation, which fails at once if a given text appears first}
     *
     * @param text the text; not empty
     */
    public Expectation butNot(String text) {
        return with(copy -> copy.unwanted = Lists.plus(copy.unwanted, literal(text)));
    }

    /**
     * {@return this expectation, which fails at once if a given regular expression matches first}
     *
     * @param pattern the expression
     */
    public Expectation butNot(Pattern pattern) {
        return with(copy -> copy.unwanted = Lists.plus(copy.unwanted, regex(pattern)));
    }

    /**
     * {@return this expectation with a timeout}
     *
     * @param timeout how long to wait, longer than zero; the default is the timeout of the registry, or else that of
     *     Awaitility, which is 10 seconds unless it was changed
     */
    public Expectation withTimeout(Duration timeout) {
        return with(copy -> copy.timeout = Check.positive(timeout, "timeout"));
    }

    /**
     * {@return this expectation, which fails if there is no output for some time}
     *
     * <p>Only the stream that is searched counts: if standard error is separate, output to it does not end the silence
     * of standard output, and vice versa. In contrast, the limit of a command,
     * {@link dev.curfew.process.Command#withMaxSilence(Duration)}, applies to both streams together.
     *
     * @param silence the maximum time without output, longer than zero; no limit by default
     */
    public Expectation withMaxSilence(Duration silence) {
        return with(copy -> copy.silence = Check.positive(silence, "silence"));
    }

    /**
     * {@return this expectation with a search that begins at a mark}
     *
     * @param mark where to begin; by default at the end of the last match of the process
     */
    public Expectation from(OutputMark mark) {
        return with(copy -> copy.from = Objects.requireNonNull(mark, "mark"));
    }

    /** {@return this expectation with a search in the output with its escape sequences and carriage returns} */
    public Expectation raw() {
        return with(copy -> copy.raw = true);
    }

    /** {@return this expectation with a search in standard error, which the command must keep separate} */
    public Expectation fromErrors() {
        return with(copy -> copy.errors = true);
    }

    /**
     * {@return this expectation, which keeps waiting after the end of the process while others, such as daemons, hold
     * its output open}
     */
    public Expectation pastExit() {
        return with(copy -> copy.pastExit = true);
    }

    /**
     * {@return the alternatives, in the order in which they were added; a text has the flag {@link Pattern#LITERAL}}
     */
    public List<Pattern> wanted() {
        return options.wanted;
    }

    /** {@return what must not appear first; a text has the flag {@link Pattern#LITERAL}} */
    public List<Pattern> unwanted() {
        return options.unwanted;
    }

    /** {@return the timeout, or empty for that of the registry} */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(options.timeout);
    }

    /** {@return the maximum time without output, or empty for no limit} */
    public Optional<Duration> maxSilence() {
        return Optional.ofNullable(options.silence);
    }

    /** {@return whether to search the output with its escape sequences and carriage returns} */
    public boolean isRaw() {
        return options.raw;
    }

    /** {@return whether to keep waiting after the end of the process} */
    public boolean isPastExit() {
        return options.pastExit;
    }

    /** {@return where to begin, or empty for the end of the last match of the process} */
    public Optional<OutputMark> from() {
        return Optional.ofNullable(options.from);
    }

    /** {@return whether to search standard error instead of standard output} */
    public boolean isAboutErrors() {
        return options.errors;
    }

    /** {@return a description of the expected output, for messages} */
    @Override
    public String toString() {
        return describe(wanted()) + (unwanted().isEmpty() ? "" : " but not " + describe(unwanted()));
    }

    private static String describe(List<Pattern> patterns) {
        return patterns.stream().map(Expectation::describe).collect(Collectors.joining(" or "));
    }

    private static String describe(Pattern pattern) {
        return pattern.flags() == Pattern.LITERAL ? QuotedText.of(pattern.pattern()) : "/" + pattern.pattern() + "/";
    }

    private static Pattern literal(String text) {
        Objects.requireNonNull(text, "text");
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        return Pattern.compile(text, Pattern.LITERAL);
    }

    private static Pattern regex(Pattern pattern) {
        return Objects.requireNonNull(pattern, "pattern");
    }
}
