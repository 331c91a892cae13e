package dev.curfew.junit.evidence;

import dev.curfew.terminal.Color;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.Style.Attribute;
import java.util.Optional;

/**
 * The styles of cells as CSS, for a page or picture that is light or dark and defines the colors {@code --text} and
 * {@code --box}.
 *
 * <p>A color on the default background is mixed with black or white until it can be read on either page. Text on a
 * background of its own looks as in a terminal.
 */
final class StyleMarkup {

    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    /** The colors {@code --box} of the page, in light and dark; that of a picture is darker. */
    private static final int LIGHT_BOX = 0xF6F8FA;

    private static final int DARK_BOX = 0x161B22;

    /** The least contrast of text, see WCAG 2, success criterion 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    /** The colors 0 to 15 of the palette; the standard leaves them to terminals. */
    private static final int[] PALETTE = {
        0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xE5E5E5,
        0x666666, 0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF
    };

    private static final int BASIC_COLORS = 8;
    private static final int FIRST_GRAY = 232;

    private StyleMarkup() {}

    /** {@return the declarations for an element with text, empty if the style is plain} */
    static String html(Style style) {
        return background(style).map(color -> "background:" + color + ";").orElse("") + text("color", style);
    }

    /** {@return the color behind the text, or empty if it is that of the page} */
    static Optional<String> background(Style style) {
        boolean isInverse = style.has(Attribute.INVERSE);
        Color color = isInverse ? textColor(style) : style.background();
        if (color.equals(Color.DEFAULT)) {
            return isInverse ? Optional.of("var(--text)") : Optional.empty();
        }
        return Optional.of(hex(rgb(color)));
    }

    /**
     * {@return the declarations for the text alone}
     *
     * @param property the property for its color
     */
    static String text(String property, Style style) {
        StringBuilder css = new StringBuilder();
        foreground(style).ifPresent(color -> css.append(property).append(':').append(color));
        append(css, style, Attribute.BOLD, "font-weight:bold");
        append(css, style, Attribute.FAINT, "opacity:.7");
        append(css, style, Attribute.ITALIC, "font-style:italic");
        StringBuilder lines = new StringBuilder();
        appendLine(lines, style, Attribute.UNDERLINE, " underline");
        appendLine(lines, style, Attribute.STRIKETHROUGH, " line-through");
        appendLine(lines, style, Attribute.OVERLINE, " overline");
        if (!lines.isEmpty()) {
            appendDeclaration(css, "text-decoration:" + lines.substring(1));
        }
        return css.toString();
    }

    private static void append(StringBuilder css, Style style, Attribute attribute, String declaration) {
        if (style.has(attribute)) {
            appendDeclaration(css, declaration);
        }
    }

    private static void appendDeclaration(StringBuilder css, String declaration) {
        css.append(css.isEmpty() ? "" : ";").append(declaration);
    }

    private static void appendLine(StringBuilder lines, Style style, Attribute attribute, String line) {
        if (style.has(attribute)) {
            lines.append(line);
        }
    }

    private static Optional<String> foreground(Style style) {
        if (style.has(Attribute.HIDDEN)) {
            return Optional.of("transparent");
        }
        boolean isInverse = style.has(Attribute.INVERSE);
        Color color = isInverse ? style.background() : textColor(style);
        Color behind = isInverse ? textColor(style) : style.background();
        if (behind.equals(Color.DEFAULT)) {
            return isInverse ? Optional.of(onText(color)) : onBox(color);
        }
        return Optional.of(hex(color.equals(Color.DEFAULT) ? blackOrWhite(rgb(behind)) : rgb(color)));
    }

    /** Bold text is bright, as in xterm: programs rely on it, for example to draw white lines on white. */
    private static Color textColor(Style style) {
        Color color = style.foreground();
        return style.has(Attribute.BOLD) && color.kind() == Color.Kind.INDEXED && color.value() < BASIC_COLORS
                ? Color.indexed(color.value() + BASIC_COLORS)
                : color;
    }

    private static Optional<String> onBox(Color color) {
        return color.equals(Color.DEFAULT) ? Optional.empty() : Optional.of(lightDark(onLight(color), onDark(color)));
    }

    /** The color of text is dark on a light page. */
    private static String onText(Color color) {
        return color.equals(Color.DEFAULT)
                ? "var(--box)"
                : lightDark(/* light= */ onDark(color), /* dark= */ onLight(color));
    }

    private static String lightDark(int light, int dark) {
        return light == dark ? hex(light) : "light-dark(" + hex(light) + "," + hex(dark) + ")";
    }

    private static int onLight(Color color) {
        return readable(rgb(color), LIGHT_BOX, BLACK);
    }

    private static int onDark(Color color) {
        return readable(rgb(color), DARK_BOX, WHITE);
    }

    private static int readable(int color, int ground, int contrary) {
        int mixed = color;
        for (int share = 1; contrast(mixed, ground) < LEAST_CONTRAST; share++) {
            mixed = mix(color, contrary, share / 10.0);
        }
        return mixed;
    }

    private static int blackOrWhite(int ground) {
        return contrast(BLACK, ground) > contrast(WHITE, ground) ? BLACK : WHITE;
    }

    private static int mix(int color, int other, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double part = (1 - share) * ((color >> shift) & 0xFF) + share * ((other >> shift) & 0xFF);
            mixed |= (int) Math.round(part) << shift;
        }
        return mixed;
    }

    private static double contrast(int color, int other) {
        double first = luminance(color) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
    }

    private static double linear(int part) {
        return Math.pow((part & 0xFF) / 255.0, 2.2);
    }

    /** {@return a color that is not the default one} Above 15, the palette has a cube of 6x6x6 colors, and grays. */
    private static int rgb(Color color) {
        int index = color.value();
        if (color.kind() == Color.Kind.RGB) {
            return index;
        }
        if (index < PALETTE.length) {
            return PALETTE[index];
        }
        if (index >= FIRST_GRAY) {
            return (8 + 10 * (index - FIRST_GRAY)) * 0x010101;
        }
        int cube = index - PALETTE.length;
        return (level(cube / 36) << 16) | (level((cube / 6) % 6) << 8) | level(cube % 6);
    }

    private static int level(int sixth) {
        return sixth == 0 ? 0 : 55 + 40 * sixth;
    }

    private static String hex(int rgb) {
        return String.format("#%06x", rgb);
    }
}
