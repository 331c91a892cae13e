package dev.curfew.terminal;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.internal.QuotedText;
import dev.curfew.internal.Values;
import dev.curfew.search.PatternSearch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Describes something on a screen, as a person would point it out: a text or a regular expression, where it is, how it
 * looks, and which of several.
 *
 * <pre>{@code
 * Locator.text("Save").after(Locator.text("Settings"))
 * Locator.pattern(Pattern.compile("\\d+ %")).inRow(3)
 * Locator.text("OK").inColumns(40, 79).last()
 * Locator.text("OK").withStyle("highlighted", style -> style.has(Attribute.INVERSE))
 * }</pre>
 *
 * <p>Each row is searched by itself, so nothing that spans rows is found. Limits of rows and columns apply first, then
 * the other methods, in the order of the calls.
 *
 * <p>Immutable: every method returns a new locator.
 *
 * @see Screen#locate(Locator)
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Locator {

    /** How long the search of a screen may take; a longer one is exponential. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(1);

    private final Pattern pattern;
    private final Options options;

    private static final class Options extends Values<Options> {
        private Span rows = Span.all("row");
        private Span columns = Span.all("column");
        private List<Narrowing> narrowings = List.of();
    }

    /** Excludes matches, in whatever way; the screen is at hand. */
    private record Narrowing(String description, UnaryOperator<Finding> operator) {}

    private Locator(Pattern pattern, Options options) {
        this.pattern = pattern;
        this.options = options;
    }

    /**
     * {@return a locator of a text}
     *
     * @param text the text, within one row; not empty
     * @throws IllegalArgumentException if it is empty or has a line feed
     */
    public static Locator text(String text) {
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        Check.argument(text.indexOf('\n') < 0, "text must be within one row", QuotedText.of(text));
        return pattern(Pattern.compile(text, Pattern.LITERAL));
    }

    /**
     * {@return a locator of matches of a regular expression}
     *
     * @param pattern the expression; {@code ^} and {@code $} match at the ends of a row or of the part of it between
     *     the columns; empty matches do not count
     */
    public static Locator pattern(Pattern pattern) {
        return new Locator(Objects.requireNonNull(pattern, "pattern"), new Options());
    }

    private Locator with(Consumer<Options> change) {
        return new Locator(pattern, options.with(change));
    }

    /**
     * {@return this locator, limited to a row}
     *
     * @param row the row, from 0
     * @throws IllegalArgumentException if it is negative
     */
    public Locator inRow(int row) {
        return inRows(row, row);
    }

    /**
     * {@return this locator, limited to rows}
     *
     * @param first the first row, from 0
     * @param last the last row, included; may be beyond the screen
     * @throws IllegalArgumentException if the first is negative or after the last
     */
    public Locator inRows(int first, int last) {
        return with(copy -> copy.rows = new Span("row", first, last));
    }

    /**
     * {@return this locator, limited to columns; together with rows, to a rectangle}
     *
     * @param first the first column, from 0
     * @param last the last column, included; may be beyond the screen
     * @throws IllegalArgumentException if the first is negative or after the last
     */
    public Locator inColumns(int first, int last) {
        return with(copy -> copy.columns = new Span("column", first, last));
    }

    /**
     * {@return this locator, limited to the row of another match}
     *
     * @param other locates that match, of which there must be exactly one
     */
    public Locator inRowOf(Locator other) {
        return related("in the row of", other, (match, anchor) -> match.row() == anchor.row());
    }

    /**
     * {@return this locator, limited to what follows another match, in its row or a later one}
     *
     * @param other locates that match, of which there must be exactly one
     */
    public Locator after(Locator other) {
        return related("after", other, ScreenMatch::isAfter);
    }

    /**
     * {@return this locator, limited to what precedes another match, in its row or an earlier one}
     *
     * @param other locates that match, of which there must be exactly one
     */
    public Locator before(Locator other) {
        return related("before", other, (match, anchor) -> anchor.isAfter(match));
    }

    /**
     * {@return this locator, limited to matches whose cells all have a style, such as that of the selected entry}
     *
     * @param description the style in words, for messages, such as {@code highlighted}
     * @param style whether a cell has the style
     * @see Style
     */
    public Locator withStyle(String description, Predicate<Style> style) {
        Objects.requireNonNull(style, "style");
        return narrowed(
                "with style " + QuotedText.of(description),
                found -> found.only(match -> IntStream.range(match.column(), match.column() + match.columns())
                        .allMatch(column -> style.test(found.screen().style(match.row(), column)))));
    }

    /** {@return this locator, limited to the first match in reading order} */
    public Locator first() {
        return narrowed(
                "first", found -> found.with(found.matches().stream().limit(1).toList()));
    }

    /** {@return this locator, limited to the last match in reading order} */
    public Locator last() {
        return narrowed(
                "last",
                found -> found.with(found.matches().stream()
                        .skip(Math.max(0, found.matches().size() - 1))
                        .toList()));
    }

    private Locator related(String relation, Locator other, BiPredicate<ScreenMatch, ScreenMatch> holds) {
        return narrowed(relation + " " + other, found -> {
            Finding anchor = other.find(found.screen());
            return anchor.isSingle() ? found.only(match -> holds.test(match, anchor.single())) : anchor;
        });
    }

    private Locator narrowed(String description, UnaryOperator<Finding> operator) {
        return with(copy -> copy.narrowings = Lists.plus(copy.narrowings, new Narrowing(description, operator)));
    }

    Finding find(Screen screen) {
        Finding found = new Finding(screen, this, search(screen));
        for (Narrowing narrowing : options.narrowings) {
            found = narrowing.operator().apply(found);
            if (found.locator() != this) {
                return found; // What this locator is relative to is missing or ambiguous.
            }
        }
        return found;
    }

    private List<ScreenMatch> search(Screen screen) {
        long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
        return IntStream.range(0, screen.rows())
                .filter(options.rows::contains)
                .boxed()
                .flatMap(row -> search(row, RowText.of(screen.line(row), options.columns), deadline))
                .toList();
    }

    private Stream<ScreenMatch> search(int row, RowText line, long deadline) {
        try {
            return PatternSearch.findAll(pattern, line.text(), System::nanoTime, deadline).stream()
                    .filter(match -> match.end() > match.start())
                    .map(match -> match(row, line, match));
        } catch (PatternSearch.TooComplexException e) {
            throw new IllegalArgumentException(e.getMessage() + "; " + PatternSearch.NEXT, e);
        }
    }

    private static ScreenMatch match(int row, RowText line, MatchResult match) {
        String text = line.text().substring(match.start(), match.end());
        return new ScreenMatch(row, line.columns().get(match.start()), RowText.width(text), text);
    }

    /** {@return a description, for messages} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                pattern.flags() == Pattern.LITERAL ? QuotedText.of(pattern.pattern()) : "/" + pattern.pattern() + "/");
        text.append(options.rows.describe()).append(options.columns.describe());
        options.narrowings.forEach(narrowing -> text.append(' ').append(narrowing.description()));
        return text.toString();
    }
}
