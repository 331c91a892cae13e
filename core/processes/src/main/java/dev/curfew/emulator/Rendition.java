package dev.curfew.emulator;

import dev.curfew.terminal.Color;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.Style.Attribute;
import java.util.Optional;

/**
 * Applies an SGR sequence, which sets the colors and attributes of the characters that follow. Unknown parameters are
 * ignored.
 */
final class Rendition {

    private static final int FOREGROUND = 38;
    private static final int BACKGROUND = 48;
    private static final int UNDERLINE_COLOR = 58;

    /** Kinds of colors: red, green and blue, or an index of the palette. */
    private static final int RGB = 2;

    private static final int INDEXED = 5;

    private final ControlSequence sequence;
    private Style style;
    private int at;

    private Rendition(ControlSequence sequence, Style before) {
        this.sequence = sequence;
        this.style = before;
    }

    static Style apply(ControlSequence sequence, Style before) {
        Rendition rendition = new Rendition(sequence, before);
        while (rendition.at < sequence.count()) {
            rendition.next();
        }
        return rendition.style;
    }

    private void next() {
        int code = sequence.parameter(at);
        int end = at + 1;
        while (sequence.isSubparameter(end)) {
            end++;
        }
        if (code == FOREGROUND || code == BACKGROUND || code == UNDERLINE_COLOR) {
            takeColor(code, end);
        } else {
            boolean isNoUnderline = code == 4 && end > at + 1 && sequence.parameter(at + 1) == 0;
            style = isNoUnderline ? style.without(Attribute.UNDERLINE) : select(code);
            at = end;
        }
    }

    private Style select(int code) {
        if (code >= 30 && code <= 37) {
            return style.withForeground(Color.indexed(code - 30));
        }
        if (code >= 40 && code <= 47) {
            return style.withBackground(Color.indexed(code - 40));
        }
        if (code >= 90 && code <= 97) {
            return style.withForeground(Color.indexed(code - 82));
        }
        if (code >= 100 && code <= 107) {
            return style.withBackground(Color.indexed(code - 92));
        }
        return change(code);
    }

    private Style change(int code) {
        return switch (code) {
            case 0 -> plain();
            case 1 -> style.with(Attribute.BOLD);
            case 2 -> style.with(Attribute.FAINT);
            case 3 -> style.with(Attribute.ITALIC);
            case 4, 21 -> style.with(Attribute.UNDERLINE);
            case 5, 6 -> style.with(Attribute.BLINK);
            case 7 -> style.with(Attribute.INVERSE);
            case 8 -> style.with(Attribute.HIDDEN);
            case 9 -> style.with(Attribute.STRIKETHROUGH);
            case 22 -> style.without(Attribute.BOLD).without(Attribute.FAINT);
            case 23 -> style.without(Attribute.ITALIC);
            case 24 -> style.without(Attribute.UNDERLINE);
            case 25 -> style.without(Attribute.BLINK);
            case 27 -> style.without(Attribute.INVERSE);
            case 28 -> style.without(Attribute.HIDDEN);
            case 29 -> style.without(Attribute.STRIKETHROUGH);
            case 39 -> style.withForeground(Color.DEFAULT);
            case 49 -> style.withBackground(Color.DEFAULT);
            case 53 -> style.with(Attribute.OVERLINE);
            case 55 -> style.without(Attribute.OVERLINE);
            default -> style;
        };
    }

    /** Links and protection are not set by SGR, so it does not reset them. */
    private Style plain() {
        Style plain = Style.PLAIN.withLink(style.link());
        return style.has(Attribute.PROTECTED) ? plain.with(Attribute.PROTECTED) : plain;
    }

    /**
     * Take a color: its kind and its values are subparameters, separated by colons, or the next parameters, as most
     * programs send them. With colons, a color space may precede red, green and blue.
     */
    private void takeColor(int code, int end) {
        boolean isGroup = end > at + 1;
        int kind = sequence.parameter(at + 1);
        int values = kind == RGB ? 3 : kind == INDEXED ? 1 : 0;
        boolean hasColorSpace = isGroup && kind == RGB && end - at > 5;
        int first = hasColorSpace ? at + 3 : at + 2;
        int stop = isGroup ? end : Math.min(first + values, sequence.count());
        if (values > 0 && first + values <= stop) {
            color(kind, first).ifPresent(color -> paint(code, color));
        }
        at = isGroup ? end : Math.max(stop, at + 2);
    }

    private Optional<Color> color(int kind, int first) {
        int value = sequence.parameter(first);
        if (kind == INDEXED) {
            return value > 255 ? Optional.empty() : Optional.of(Color.indexed(value));
        }
        int green = sequence.parameter(first + 1);
        int blue = sequence.parameter(first + 2);
        return Math.max(value, Math.max(green, blue)) > 255
                ? Optional.empty()
                : Optional.of(Color.rgb((value << 16) | (green << 8) | blue));
    }

    private void paint(int code, Color color) {
        if (code == FOREGROUND) {
            style = style.withForeground(color);
        } else if (code == BACKGROUND) {
            style = style.withBackground(color);
        }
    }
}
