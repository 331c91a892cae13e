package dev.curfew.terminal;

import dev.curfew.internal.Check;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A color of a terminal: the default one, a color of the palette, or a mix of red, green and blue.
 *
 * @param kind the kind of color
 * @param value 0 for the default color; the index of a color of the palette, 0 to 255; or 8 bits each of red, green and
 *     blue, such as {@code 0xFF8000}
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Color(Kind kind, int value) {

    private static final int MAX_INDEX = 255;
    private static final int MAX_RGB = 0xFFFFFF;

    private static final String[] NAMES = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

    private static final Color[] PALETTE = palette();

    /** The foreground or background of a terminal without colors. */
    public static final Color DEFAULT = new Color(Kind.DEFAULT, 0);
    /** Color 0 of the palette. */
    public static final Color BLACK = indexed(0);
    /** Color 1 of the palette. */
    public static final Color RED = indexed(1);
    /** Color 2 of the palette. */
    public static final Color GREEN = indexed(2);
    /** Color 3 of the palette. */
    public static final Color YELLOW = indexed(3);
    /** Color 4 of the palette. */
    public static final Color BLUE = indexed(4);
    /** Color 5 of the palette. */
    public static final Color MAGENTA = indexed(5);
    /** Color 6 of the palette. */
    public static final Color CYAN = indexed(6);
    /** Color 7 of the palette. */
    public static final Color WHITE = indexed(7);
    /** Color 8 of the palette, which is gray on most terminals. */
    public static final Color BRIGHT_BLACK = indexed(8);
    /** Color 9 of the palette. */
    public static final Color BRIGHT_RED = indexed(9);
    /** Color 10 of the palette. */
    public static final Color BRIGHT_GREEN = indexed(10);
    /** Color 11 of the palette. */
    public static final Color BRIGHT_YELLOW = indexed(11);
    /** Color 12 of the palette. */
    public static final Color BRIGHT_BLUE = indexed(12);
    /** Color 13 of the palette. */
    public static final Color BRIGHT_MAGENTA = indexed(13);
    /** Color 14 of the palette. */
    public static final Color BRIGHT_CYAN = indexed(14);
    /** Color 15 of the palette. */
    public static final Color BRIGHT_WHITE = indexed(15);

    /** A kind of color. */
    public enum Kind {
        /** The default foreground or background. */
        DEFAULT,
        /** One of the 256 colors of the palette. */
        INDEXED,
        /** A mix of red, green and blue. */
        RGB
    }

    /**
     * Check that the value belongs to the kind.
     *
     * @param kind the kind of color
     * @param value the value, which depends on the kind
     */
    public Color {
        Objects.requireNonNull(kind, "kind");
        int most = switch (kind) {
            case DEFAULT -> 0;
            case INDEXED -> MAX_INDEX;
            case RGB -> MAX_RGB;
        };
        Check.argument(value >= 0 && value <= most, "value of kind " + kind + " must be between 0 and " + most, value);
    }

    private static Color[] palette() {
        Color[] palette = new Color[MAX_INDEX + 1];
        for (int index = 0; index <= MAX_INDEX; index++) {
            palette[index] = new Color(Kind.INDEXED, index);
        }
        return palette;
    }

    /**
     * {@return a color of the palette}
     *
     * @param index 0 to 7 for the eight basic colors, 8 to 15 for the bright ones, up to 255
     */
    public static Color indexed(int index) {
        Check.argument(index >= 0 && index <= MAX_INDEX, "index must be between 0 and " + MAX_INDEX, index);
        return PALETTE[index];
    }

    /**
     * {@return a mix of red, green and blue}
     *
     * @param rgb 8 bits each, such as {@code 0xFF8000}
     */
    public static Color rgb(int rgb) {
        return new Color(Kind.RGB, rgb);
    }

    /** {@return the color, such as {@code default}, {@code bright red}, {@code color 208}, or {@code #ff8000}} */
    @Override
    public String toString() {
        return switch (kind) {
            case DEFAULT -> "default";
            case INDEXED -> indexedName();
            case RGB -> String.format("#%06x", value);
        };
    }

    private String indexedName() {
        if (value >= 2 * NAMES.length) {
            return "color " + value;
        }
        return value < NAMES.length ? NAMES[value] : "bright " + NAMES[value - NAMES.length];
    }
}
