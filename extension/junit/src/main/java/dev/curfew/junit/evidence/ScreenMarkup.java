package dev.curfew.junit.evidence;

import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.StyledRun;
import java.util.Locale;
import java.util.stream.Collectors;

/** The screen of a terminal in HTML, in the data of a replay, and as a picture. */
final class ScreenMarkup {

    private static final double CELL_WIDTH = 8.4;
    private static final int CELL_HEIGHT = 18;
    private static final int MARGIN = 12;

    private ScreenMarkup() {}

    /** {@return the rows, up to the last one that is not blank, for an element that keeps blanks} */
    static String html(Frame frame) {
        return frame.rows().stream()
                .map(ScreenMarkup::html)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    private static String html(ScreenLine line) {
        return line.runs().stream().map(ScreenMarkup::html).collect(Collectors.joining());
    }

    private static String html(StyledRun run) {
        String css = StyleMarkup.html(run.style());
        String text = Markup.escaped(run.text());
        return css.isEmpty() ? text : "<span style=\"" + css + "\">" + text + "</span>";
    }

    /** {@return a row for a replay: an array of runs, each with its text and its style as CSS} */
    static String json(ScreenLine line) {
        return line.runs().stream().map(ScreenMarkup::json).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String json(StyledRun run) {
        return "[" + Json.quoted(Markup.visible(run.text())) + ", " + Json.quoted(StyleMarkup.html(run.style())) + "]";
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
                :root { color-scheme: light dark; --box: #f6f8fa; --text: #1f2328; --line: #d0d7de }
                .back { fill: var(--box); stroke: var(--line) }
                text { fill: var(--text); font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
                .cursor { fill: none; stroke: var(--text) }
                @media (prefers-color-scheme: dark) {
                  :root { --box: #0d1117; --text: #e6edf3; --line: #30363d }
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

    private static void appendRow(StringBuilder svg, int row, ScreenLine line) {
        for (StyledRun run : line.runs()) {
            StyleMarkup.background(run.style()).ifPresent(color -> appendBackground(svg, row, run, color));
            String css = StyleMarkup.text("fill", run.style());
            if (!run.text().isBlank() || !css.isEmpty()) {
                appendText(svg, row, run, css.isEmpty() ? "" : " style=\"" + css + "\"");
            }
        }
    }

    private static void appendBackground(StringBuilder svg, int row, StyledRun run, String color) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect shape-rendering=\"crispEdges\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " style=\"fill:%s\"/>\n",
                MARGIN + run.column() * CELL_WIDTH,
                MARGIN + row * CELL_HEIGHT,
                run.width() * CELL_WIDTH,
                CELL_HEIGHT,
                color));
    }

    /** The length makes columns line up whatever the font is. */
    private static void appendText(StringBuilder svg, int row, StyledRun run, String style) {
        svg.append(String.format(
                Locale.ROOT,
                "<text xml:space=\"preserve\" x=\"%.1f\" y=\"%d\" textLength=\"%.1f\""
                        + " lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>\n",
                MARGIN + run.column() * CELL_WIDTH,
                MARGIN + row * CELL_HEIGHT + 14,
                run.width() * CELL_WIDTH,
                style,
                Markup.escaped(run.text())));
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
