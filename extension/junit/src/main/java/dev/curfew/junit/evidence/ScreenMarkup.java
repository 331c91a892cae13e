package dev.curfew.junit.evidence;

import dev.curfew.internal.CharacterWidth;
import java.util.Locale;

/** The screen of a terminal in HTML, in the data of a replay, and as a picture. */
final class ScreenMarkup {

    private static final double CELL_WIDTH = 8.4;
    private static final int CELL_HEIGHT = 18;
    private static final int MARGIN = 12;

    private ScreenMarkup() {}

    /** {@return the rows, up to the last one with text, for an element that keeps blanks} */
    static String html(Frame frame) {
        return Markup.escaped(String.join("\n", frame.rows()).stripTrailing());
    }

    /** {@return a row for a replay: an array of runs, each with its text and the classes of its style} */
    static String json(String row) {
        return "[[" + Json.quoted(Markup.visible(row)) + ", \"\"]]";
    }

    /** {@return the screen as a picture that follows the color scheme of the viewer} */
    static String svg(Frame frame, String title) {
        double width = frame.size().columns() * CELL_WIDTH + 2 * MARGIN;
        int height = frame.rows().size() * CELL_HEIGHT + 2 * MARGIN;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.1f %d" width="%.1f" height="%d" role="img">
                <title>%s</title>
                <style>
                .back { fill: #f6f8fa; stroke: #d0d7de }
                text { fill: #1f2328; font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
                .cursor { fill: none; stroke: #1f2328 }
                @media (prefers-color-scheme: dark) {
                  .back { fill: #0d1117; stroke: #30363d }
                  text { fill: #e6edf3 }
                  .cursor { stroke: #e6edf3 }
                }
                </style>
                <rect class="back" x="0.5" y="0.5" width="%.1f" height="%d" rx="8"/>
                """, width, height, width, height, Markup.escaped(title), width - 1, height - 1));
        for (int row = 0; row < frame.rows().size(); row++) {
            appendRow(svg, row, frame.rows().get(row));
        }
        appendCursor(svg, frame);
        return svg.append("</svg>\n").toString();
    }

    /** The length makes columns line up whatever the font is. */
    private static void appendRow(StringBuilder svg, int row, String text) {
        if (!text.isBlank()) {
            int cells = text.codePoints().map(CharacterWidth::of).sum();
            svg.append(String.format(
                    Locale.ROOT,
                    "<text xml:space=\"preserve\" x=\"%d\" y=\"%d\" textLength=\"%.1f\""
                            + " lengthAdjust=\"spacingAndGlyphs\">%s</text>\n",
                    MARGIN,
                    MARGIN + row * CELL_HEIGHT + 14,
                    Math.max(1, cells) * CELL_WIDTH,
                    Markup.escaped(text)));
        }
    }

    private static void appendCursor(StringBuilder svg, Frame frame) {
        if (frame.hasCursor()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"cursor\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                    MARGIN + frame.cursorColumn() * CELL_WIDTH,
                    MARGIN + frame.cursorRow() * CELL_HEIGHT,
                    CELL_WIDTH,
                    CELL_HEIGHT));
        }
    }
}
