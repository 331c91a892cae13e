package dev.curfew.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Strings that a program on the way could interpret as something other than text. */
final class HostileStrings {

    private static final String LETTERS =
            "'\"\\$`!*?[]{}()<>|&;~#%^=-+,.:@/ \t\n\r\u0001\u0007\u001b\u001e\u007fanxué€😀";
    private static final int[] SYMBOLS = LETTERS.codePoints().toArray();
    private static final int LONGEST = 12;

    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "\n",
            "-",
            "--",
            "-n",
            "-e",
            "--help",
            "'",
            "\"",
            "\\",
            "\\\\",
            "\\n",
            "\\c",
            "\\0101",
            "%s%n%d",
            "$HOME",
            "${PATH}",
            "$(exit 3)",
            "`exit 3`",
            "!!",
            "a'b\"c\\d",
            "'; exit 3; '",
            "&& exit 3",
            "| cat",
            "> /tmp/x",
            "*",
            "~",
            "{{.ID}}",
            "{a,b}",
            "line 1\nline 2\r\n",
            "\u001e\u001b[31m\u0007",
            "\u0003\u0004\u001a\u001c",
            "grüße, 世界 👋🏽");

    private HostileStrings() {}

    /** {@return known ones, and a number of random ones from a seed} */
    static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        List<String> strings = new ArrayList<>(KNOWN);
        IntStream.range(0, count).forEach(i -> strings.add(next(random)));
        return strings;
    }

    /** {@return some names for files: not empty, without slashes, different for each seed} */
    static List<String> someNames(long seed, int count) {
        List<String> names = new ArrayList<>(of(seed, count).stream()
                .map(string -> string.replace("/", ""))
                .filter(string -> !string.isEmpty())
                .distinct()
                .toList());
        Collections.shuffle(names, new Random(seed));
        return names.subList(0, count);
    }

    private static String next(Random random) {
        StringBuilder string = new StringBuilder();
        int length = 1 + random.nextInt(LONGEST);
        random.ints(length, 0, SYMBOLS.length).forEach(i -> string.appendCodePoint(SYMBOLS[i]));
        return string.toString();
    }
}
