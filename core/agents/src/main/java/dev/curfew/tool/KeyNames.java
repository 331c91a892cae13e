package dev.curfew.tool;

import dev.curfew.internal.Text;
import dev.curfew.terminal.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses names of keys as users and models write them: ENTER, ctrl+c, Alt-x, F5, or a single character. */
final class KeyNames {

    static final String KNOWN =
            "ENTER, TAB, BACK_TAB, BACKSPACE, ESCAPE, UP, DOWN, LEFT, RIGHT, HOME, END, INSERT, DELETE,"
                    + " PAGE_UP, PAGE_DOWN, SPACE, F1 to F12, these also after SHIFT_, ALT_ or CTRL_, CTRL_A to CTRL_Z,"
                    + " ALT_x, or a single character";

    private static final Key SPACE = new Key("SPACE", " ");

    private static final Map<String, Key> NAMED = named();

    private static final Pattern MODIFIED = Pattern.compile("(?i)(CTRL|CONTROL|C|\\^|ALT|META|M)[-_+ ]?(.)");
    private static final Pattern COMBINED = Pattern.compile("(?i)(SHIFT|S|CTRL|CONTROL|C|ALT|META|M)[-_+ ](.{2,30})");
    private static final int LONGEST_SHOWN = 40;

    private KeyNames() {}

    private static Map<String, Key> named() {
        Map<String, Key> keys = new HashMap<>();
        Stream.concat(Key.named().stream(), Stream.of(SPACE))
                .forEach(key -> keys.put(key.name().replace("_", ""), key));
        keys.put("RETURN", Key.ENTER);
        keys.put("ESC", Key.ESCAPE);
        keys.put("DEL", Key.DELETE);
        keys.put("SHIFTTAB", Key.BACK_TAB);
        keys.put("PGUP", Key.PAGE_UP);
        keys.put("PGDN", Key.PAGE_DOWN);
        for (Key arrow : List.of(Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT)) {
            keys.put("ARROW" + arrow.name(), arrow);
        }
        return Map.copyOf(keys);
    }

    static Key parse(String text) {
        if (text.codePointCount(0, text.length()) == 1) {
            return new Key(text, text);
        }
        String name = text.strip();
        Key named = NAMED.get(name.toUpperCase(Locale.ROOT).replaceAll("[-_+ ]", ""));
        if (named != null) {
            return named;
        }
        Matcher modified = MODIFIED.matcher(name);
        if (modified.matches()) {
            return modified(
                    modified.group(1).toUpperCase(Locale.ROOT),
                    modified.group(2).charAt(0),
                    text);
        }
        Matcher combined = COMBINED.matcher(name);
        if (combined.matches()) {
            return combined(combined.group(1).toUpperCase(Locale.ROOT), parse(combined.group(2)), text);
        }
        throw unknown(text);
    }

    private static Key combined(String modifier, Key key, String text) {
        try {
            return switch (modifier.charAt(0)) {
                case 'S' -> key.withShift();
                case 'C' -> key.withCtrl();
                default -> key.withAlt();
            };
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static Key modified(String modifier, char key, String text) {
        if (modifier.startsWith("A") || modifier.startsWith("M")) {
            return Key.alt(key);
        }
        try {
            return Key.ctrl(key);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static BadCallException unknown(String text) {
        return new BadCallException(
                "Unknown key \"" + Text.head(text, LONGEST_SHOWN) + '"',
                "the keys are: " + KNOWN + "; for text, use action write");
    }
}
