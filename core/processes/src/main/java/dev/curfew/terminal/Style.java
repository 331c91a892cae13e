package dev.curfew.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The look of a cell of a terminal: its colors, its attributes, and its link. Immutable and compared by value.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Style {

    /** The style of text without colors, attributes and links. */
    public static final Style PLAIN = new Style(Color.DEFAULT, Color.DEFAULT, 0, "");

    private final Color foreground;
    private final Color background;

    /** A bit for each attribute: styles are created for each sequence in the output, so they are small. */
    private final int attributes;

    private final String link;

    private Style(Color foreground, Color background, int attributes, String link) {
        this.foreground = Objects.requireNonNull(foreground, "foreground");
        this.background = Objects.requireNonNull(background, "background");
        this.attributes = attributes;
        this.link = Objects.requireNonNull(link, "link");
    }

    /** An attribute of a cell. */
    public enum Attribute {
        /** Bold. */
        BOLD(1),
        /** Faint, with less contrast. */
        FAINT(1 << 1),
        /** Italic. */
        ITALIC(1 << 2),
        /** Underlined with a line of any kind: single, double, curly, dotted or dashed. */
        UNDERLINE(1 << 3),
        /** Blinking, at any speed. */
        BLINK(1 << 4),
        /** With the foreground and background exchanged; the colors here are those before the exchange. */
        INVERSE(1 << 5),
        /** Invisible, but part of the text of the screen. */
        HIDDEN(1 << 6),
        /** Crossed out. */
        STRIKETHROUGH(1 << 7),
        /** With a line above. */
        OVERLINE(1 << 8),
        /** Not erased by selective erase (DECSED, DECSEL). It has no effect on the look. */
        PROTECTED(1 << 9);

        private final int bit;

        Attribute(int bit) {
            this.bit = bit;
        }
    }

    /** {@return the color of the text} */
    public Color foreground() {
        return foreground;
    }

    /** {@return the color behind the text} */
    public Color background() {
        return background;
    }

    /** {@return the address that the cell links to (OSC 8), empty if there is none} */
    public String link() {
        return link;
    }

    /**
     * {@return whether the cell has an attribute}
     *
     * @param attribute the attribute
     */
    public boolean has(Attribute attribute) {
        return (attributes & attribute.bit) != 0;
    }

    /** {@return the attributes of the cell} */
    public Set<Attribute> attributes() {
        EnumSet<Attribute> all = EnumSet.allOf(Attribute.class);
        all.removeIf(attribute -> !has(attribute));
        return Collections.unmodifiableSet(all);
    }

    /**
     * {@return this style with another color of the text}
     *
     * @param color the color
     */
    public Style withForeground(Color color) {
        return color.equals(foreground) ? this : new Style(color, background, attributes, link);
    }

    /**
     * {@return this style with another color behind the text}
     *
     * @param color the color
     */
    public Style withBackground(Color color) {
        return color.equals(background) ? this : new Style(foreground, color, attributes, link);
    }

    /**
     * {@return this style with an attribute}
     *
     * @param attribute the attribute
     */
    public Style with(Attribute attribute) {
        return withAttributes(attributes | attribute.bit);
    }

    /**
     * {@return this style without an attribute}
     *
     * @param attribute the attribute
     */
    public Style without(Attribute attribute) {
        return withAttributes(attributes & ~attribute.bit);
    }

    private Style withAttributes(int changed) {
        return changed == attributes ? this : new Style(foreground, background, changed, link);
    }

    /**
     * {@return this style with another link}
     *
     * @param address the address, empty for none
     */
    public Style withLink(String address) {
        return address.equals(link) ? this : new Style(foreground, background, attributes, address);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Style style
                        && attributes == style.attributes
                        && foreground.equals(style.foreground)
                        && background.equals(style.background)
                        && link.equals(style.link));
    }

    @Override
    public int hashCode() {
        return Objects.hash(foreground, background, attributes, link);
    }

    /** {@return the style, such as {@code plain}, or {@code bold inverse red on bright black}} */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        attributes().forEach(attribute -> words.add(attribute.name().toLowerCase(Locale.ROOT)));
        if (!foreground.equals(Color.DEFAULT)) {
            words.add(foreground.toString());
        }
        if (!background.equals(Color.DEFAULT)) {
            words.add("on " + background);
        }
        if (!link.isEmpty()) {
            words.add("linked to " + link);
        }
        return words.isEmpty() ? "plain" : String.join(" ", words);
    }
}
