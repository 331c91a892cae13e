package dev.curfew.junit.evidence;

import dev.curfew.internal.Text;

/**
 * Text in HTML and SVG. Everything that comes from a program or a test passes through here.
 */
final class Markup {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int DELETE_PICTURE = 0x2421;

    private Markup() {}

    /**
     * {@return a text for the content of an element or an attribute in quotes; characters that have no visible form are
     * replaced, because they are invalid in XML, or could make text look like other text}
     */
    static String escaped(String text) {
        return visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@return a text in which characters without a visible form are replaced, for the script of the page} */
    static String visible(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        Text.wellFormed(text).codePoints().map(Markup::visible).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int visible(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return codePoint;
        }
        if (codePoint < ' ') {
            return CONTROL_PICTURES + codePoint;
        }
        if (codePoint == DELETE) {
            return DELETE_PICTURE;
        }
        return Character.isISOControl(codePoint) || isDirection(codePoint) || isNoCharacter(codePoint)
                ? '\uFFFD'
                : codePoint;
    }

    /** They can reverse the order of the text around them. */
    private static boolean isDirection(int codePoint) {
        return codePoint == 0x061C
                || (codePoint >= 0x200E && codePoint <= 0x200F)
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isNoCharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
