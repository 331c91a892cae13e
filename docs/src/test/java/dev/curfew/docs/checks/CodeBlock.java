package dev.curfew.docs.checks;

import java.util.stream.Collectors;

/**
 * A fenced block of a page.
 *
 * @param place the page and the line, for messages
 * @param language what follows the fence, such as {@code java}; empty if nothing does
 * @param marker what the HTML comment before the block says, such as {@code snippet:ReadmeTests#server}; empty if there
 *     is none
 * @param text what is between the fences
 */
record CodeBlock(String place, String language, String marker, String text) {

    /** {@return the text without what a page or a formatter may change: common indentation and blanks at line ends} */
    static String normalize(String text) {
        return text.stripIndent()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** {@return what follows a kind of marker, or an empty text if the block has no such marker} */
    String marked(String kind) {
        return marker.startsWith(kind + ":") ? marker.substring(kind.length() + 1) : "";
    }
}
