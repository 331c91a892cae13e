package dev.curfew.search;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.Match;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.TextCursor;
import dev.curfew.search.Needle.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Searches the text of a cursor for the needles of an expectation as it grows.
 *
 * <p>The first occurrence wins. If several begin at the same position, wanted ones win over unwanted ones, and earlier
 * alternatives over later ones.
 */
final class Search {

    private final TextCursor cursor;
    private final List<Needle> needles;
    private final int wantedCount;
    private int scanned;

    /**
     * A needle that was found.
     *
     * @param rank its position among the needles; the wanted ones come first
     * @param wanted whether it is wanted
     * @param hit the occurrence
     */
    record Found(int rank, boolean wanted, Hit hit) {}

    Search(TextCursor cursor, Expectation expectation) {
        this.cursor = cursor;
        this.needles = new ArrayList<>();
        for (Pattern wanted : expectation.wanted()) {
            needles.add(Needle.of(wanted));
        }
        for (Pattern unwanted : expectation.unwanted()) {
            needles.add(Needle.of(unwanted));
        }
        this.wantedCount = expectation.wanted().size();
    }

    /**
     * {@return the occurrence that wins in the text so far, or empty}
     *
     * @param deadline when to give up, in the time of {@link System#nanoTime()}
     * @throws PatternSearch.TooComplexException if the search cannot be completed
     */
    Optional<Found> look(long deadline) {
        @Nullable Found first = null;
        for (int i = 0; i < needles.size(); i++) {
            Optional<Hit> hit = needles.get(i).find(cursor, scanned, deadline);
            if (hit.isPresent()
                    && (first == null || hit.get().start() < first.hit().start())) {
                first = new Found(i, i < wantedCount, hit.get());
            }
        }
        if (first == null) {
            scanned = cursor.text().length();
            bound();
        }
        return Optional.ofNullable(first);
    }

    /**
     * {@return whether more text could change the result: a longer match, or another needle}
     *
     * <p>False if there is no room for more text.
     */
    boolean canChange(Found found) {
        if (cursor.excess() > 0) {
            return false;
        }
        if (found.hit().canGrow()) {
            return true;
        }
        for (int i = 0; i < needles.size(); i++) {
            int last = i < found.rank() ? found.hit().start() : found.hit().start() - 1;
            if (i != found.rank() && needles.get(i).mayBegin(cursor.text(), last)) {
                return true;
            }
        }
        return false;
    }

    /** Discard text beyond the limit of the log. */
    private void bound() {
        int excess = cursor.excess();
        if (excess > 0) {
            cursor.discard(excess);
            scanned -= excess;
        }
    }

    Match match(Found found, OutputMark from) {
        Hit hit = found.hit();
        CharSequence text = cursor.text();
        return new Match(
                found.rank(),
                text.subSequence(0, hit.start()).toString(),
                text.subSequence(hit.start(), hit.end()).toString(),
                hit.end() == 0 ? from : cursor.markAfter(hit.end() - 1),
                hit.groups());
    }
}
