package dev.curfew.junit.evidence;

/** Builds HTML. Everything that comes from a program or a test is added as text. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Add markup, or text that was escaped. */
    Html add(String markup) {
        html.append(markup);
        return this;
    }

    /** Add text, which is escaped; also within an attribute in double quotes. */
    Html text(String text) {
        return add(Markup.escaped(text));
    }

    /**
     * Add text that keeps its blanks and lines.
     *
     * @param type the class of the element
     */
    Html preformatted(String type, String text) {
        return preformattedMarkup(type, Markup.escaped(text));
    }

    /** Add a screen. */
    Html screen(Frame screen) {
        String columns = "screen\" style=\"--columns: " + screen.size().columns();
        return preformattedMarkup(columns, ScreenMarkup.html(screen));
    }

    /** The first line feed in the element is ignored, so one is added; with a tab index, the keyboard can scroll it. */
    private Html preformattedMarkup(String type, String markup) {
        return add("<pre class=\"" + type + "\" tabindex=\"0\">\n" + markup + "</pre>");
    }

    /** Add an element that can be opened and closed; {@link #endDetails()} ends it. */
    Html beginDetails(String title, boolean open) {
        return add("<details" + (open ? " open" : "") + "><summary>")
                .text(title)
                .add("</summary>");
    }

    Html endDetails() {
        return add("</details>\n");
    }

    /** Add a link to a file in the same folder. */
    Html link(String file, String text) {
        return add("<a href=\"").text(file).add("\">").text(text).add("</a>");
    }

    /**
     * Add the name of a process in its color.
     *
     * @param index the index of the process, which determines the color
     * @param name the name, without secrets
     */
    Html name(int index, String name) {
        return add("<span class=\"name color-" + index % 6 + "\">").text(name).add("</span>");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
