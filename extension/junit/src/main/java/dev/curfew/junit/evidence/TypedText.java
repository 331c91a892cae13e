package dev.curfew.junit.evidence;

import dev.curfew.internal.QuotedText;
import dev.curfew.recording.Step;
import dev.curfew.terminal.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Describes what was typed: text in quotes, and the names of keys. */
final class TypedText {

    /** An escape sequence, a control character, or text. */
    private static final Pattern TOKEN =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|[ -~])?|[\\x00-\\x1F\\x7F]|[^\\x00-\\x1F\\x7F]+");

    private static final Map<String, String> NAMES = names();

    private TypedText() {}

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Key key : Key.named()) {
            names.put(key.unambiguous(), key.name());
            names.put(key.application(), key.name());
            names.put(key.sequence(), key.name());
        }
        names.put("\n", "line feed");
        return Map.copyOf(names);
    }

    /**
     * {@return the description of an input}
     *
     * @param isPublic whether a text may be shown; of another one only the length is
     */
    static String of(Step.Input input, Predicate<String> isPublic) {
        String tokens = TOKEN.matcher(input.text())
                .results()
                .map(MatchResult::group)
                .map(token -> describe(token, isPublic))
                .collect(Collectors.joining(" "));
        return input.omittedBytes() == 0 ? tokens : tokens + " and " + input.omittedBytes() + " more bytes";
    }

    private static String describe(String token, Predicate<String> isPublic) {
        String name = NAMES.get(token);
        if (name != null) {
            return name;
        }
        char first = token.charAt(0);
        if (token.length() == 1 && first < ' ') {
            return "CTRL_" + (char) (first + '@');
        }
        boolean isSequence = Character.isISOControl(first);
        return isSequence || isPublic.test(token) ? QuotedText.of(token) : token.length() + " characters without echo";
    }
}
