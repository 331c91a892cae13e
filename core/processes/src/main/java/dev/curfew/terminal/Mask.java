package dev.curfew.terminal;

import dev.curfew.internal.CharacterWidth;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hides parts of a line, and the blanks after them, so that what follows stays in its column. */
final class Mask {

    /** Replaces what ends a line, however long it is. */
    private static final String AT_END = "***";

    private final BitSet hidden = new BitSet();

    private Mask(List<ScreenMatch> matches) {
        matches.forEach(match -> hidden.set(match.column(), match.column() + match.columns()));
    }

    /** {@return the lines of a screen without the matches of some locators} */
    static List<String> apply(Screen screen, Locator... masks) {
        List<ScreenMatch> matches = Stream.of(masks)
                .flatMap(mask -> screen.locateAll(mask).stream())
                .toList();
        return IntStream.range(0, screen.rows())
                .mapToObj(row -> new Mask(matches.stream()
                                .filter(match -> match.row() == row)
                                .toList())
                        .applyTo(screen.line(row)))
                .toList();
    }

    private String applyTo(String line) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        int next = 0;
        boolean hides = false;
        for (int point : line.codePoints().toArray()) {
            int width = CharacterWidth.of(point);
            // A character that joins the one before it is hidden with it; a blank continues what is hidden before it.
            hides = width == 0 ? hides : hidden.get(next) || (hides && point == ' ');
            if (hides) {
                text.append("*".repeat(width));
            } else {
                shown = text.appendCodePoint(point).length();
            }
            next += width;
        }
        return hides ? text.substring(0, shown) + AT_END : text.toString();
    }
}
