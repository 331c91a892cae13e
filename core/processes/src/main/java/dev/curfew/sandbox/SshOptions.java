package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses options as ssh(1) does, and rejects those that conflict with the options that Curfew sets. */
final class SshOptions {

    /** The options with a value, which is the rest of the same word or the next word. */
    private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";

    /** The options for another terminal, input or output, for another or shared connection, or for no connection. */
    private static final String RESERVED = "efGMNnOQSsTtVW";

    private static final Set<String> RESERVED_NAMES = Set.of(
            "batchmode",
            "controlmaster",
            "controlpath",
            "controlpersist",
            "escapechar",
            "forkafterauthentication",
            "remotecommand",
            "requesttty",
            "sessiontype",
            "stdinnull");

    private SshOptions() {}

    /**
     * {@return the options, unmodifiable}
     *
     * @throws IllegalArgumentException if one of them is not an option, lacks its value, or is reserved for Curfew
     */
    static List<String> checked(List<String> options) {
        List<String> copy = List.copyOf(options);
        Iterator<String> words = copy.iterator();
        while (words.hasNext()) {
            check(Check.osText(words.next(), "option"), words);
        }
        return copy;
    }

    /** Check a word, which may contain several options; the last one may have a value. */
    private static void check(String word, Iterator<String> more) {
        Check.argument(
                word.startsWith("-") && word.length() > 1 && !word.startsWith("--"),
                "options of ssh must begin with a dash and a letter, such as -i FILE, and contain no target or command",
                word);
        for (int at = 1; at < word.length(); at++) {
            char option = word.charAt(at);
            Check.argument(
                    RESERVED.indexOf(option) < 0,
                    "options of ssh must not contain -" + option + ", which Curfew sets itself",
                    word);
            if (WITH_VALUE.indexOf(option) >= 0) {
                checkValue(option, word.substring(at + 1), more);
                return;
            }
        }
    }

    private static void checkValue(char option, String rest, Iterator<String> more) {
        Check.argument(!rest.isEmpty() || more.hasNext(), "option of ssh must be followed by its value", "-" + option);
        String value = rest.isEmpty() ? more.next() : rest;
        if (option == 'o') {
            String name = value.strip().split("[=\\s]", 2)[0];
            Check.argument(
                    !RESERVED_NAMES.contains(name.toLowerCase(Locale.ROOT)),
                    "options of ssh must not contain " + name + ", which Curfew sets itself",
                    "-o " + value);
        }
    }
}
