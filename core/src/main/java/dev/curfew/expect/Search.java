package dev.curfew.expect;

import dev.curfew.expect.Needle.Hit;
import dev.curfew.output.OutputMark;
import dev.curfew.output.TextCursor;
import java.util.List;
import java.util.Optional;

/** Looks for the needles of an expectation in the text of a cursor as it grows. */
final class Search {

    private final TextCursor cursor;
    private final List<Needle> wanted;
    private final List<Needle> unwanted;
    private int scanned;

    /** A needle that was found: one that is wanted, or one that must not appear. */
    record Found(boolean wanted, int alternative, Needle needle, Hit hit) {}

    Search(TextCursor cursor, Expectation expectation) {
        this.cursor = cursor;
        this.wanted = expectation.wanted();
        this.unwanted = expectation.unwanted();
    }

    /** {@return what comes first in the text that has arrived, or empty} */
    Optional<Found> look() {
        Optional<Found> good = first(wanted, true);
        Optional<Found> bad = first(unwanted, false);
        if (good.isEmpty() && bad.isEmpty()) {
            scanned = cursor.text().length();
            bound();
        }
        boolean badFirst = bad.isPresent()
                && (good.isEmpty() || bad.get().hit().start() < good.get().hit().start());
        return badFirst ? bad : good;
    }

    private Optional<Found> first(List<Needle> needles, boolean areWanted) {
        Found first = null;
        for (int i = 0; i < needles.size(); i++) {
            Optional<Hit> hit = needles.get(i).find(cursor, scanned);
            if (hit.isPresent()
                    && (first == null || hit.get().start() < first.hit().start())) {
                first = new Found(areWanted, i, needles.get(i), hit.get());
            }
        }
        return Optional.ofNullable(first);
    }

    /** The text is bounded as the log is. */
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
                found.alternative(),
                text.subSequence(0, hit.start()).toString(),
                text.subSequence(hit.start(), hit.end()).toString(),
                hit.end() == 0 ? from : cursor.markAfter(hit.end() - 1),
                hit.groups());
    }
}
