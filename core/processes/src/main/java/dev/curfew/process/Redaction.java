package dev.curfew.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from texts before they are shown or stored, and replaces them by {@value #MARK}. Immutable.
 *
 * <p>The following is removed:
 *
 * <ul>
 *   <li>known values, anywhere in the text: those of variables that are named by {@link Secrets}. Values shorter than
 *       {@value #SHORTEST} characters are kept, because a text without every {@code yes} would be unreadable;
 *   <li>values that were given to {@link #and(Collection)}; shorter ones only as whole words;
 *   <li>the value in text of the form {@code NAME=value}, if {@link Secrets} names the variable;
 *   <li>secrets that are recognizable by their form: tokens of well-known services, private keys, authorization
 *       headers, and passwords in addresses.
 * </ul>
 *
 * <p>Redaction is a safety net, not a guarantee. Each text is treated on its own. A truncated secret at the beginning
 * or end of a text is found only if its value is known and at least {@value #SHORTEST} characters of it are present;
 * the rest of a truncated secret that is recognizable only by its form is kept. Pieces of a stream should therefore be
 * joined first. A value that a program has encoded, wrapped or colored is not found.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Redaction {

    /** The replacement for a secret. */
    public static final String MARK = "[redacted]";

    /** The minimum length of a known value that is removed, in characters. */
    public static final int SHORTEST = 8;

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)^((?:export |declare -x |set )?([A-Za-z_]\\w{0,256})=)(?!\\[redacted]$)(.+)$");

    private final Secrets secrets;
    private final List<String> values;

    private Redaction(Secrets secrets, Collection<String> values) {
        this.secrets = secrets;
        this.values = values.stream()
                .filter(value -> !value.isBlank())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed()) // A value may contain a shorter one.
                .toList();
    }

    /** {@return a redaction for the values of the variables of this JVM that are named by {@link Secrets#DEFAULT}} */
    public static Redaction ofThisJvm() {
        return OfThisJvm.INSTANCE;
    }

    private static final class OfThisJvm {
        static final Redaction INSTANCE = of(System.getenv(), Secrets.DEFAULT);
    }

    /**
     * {@return a redaction for the values of variables}
     *
     * @param variables the variables
     * @param secrets which of them are secrets
     */
    public static Redaction of(Map<String, String> variables, Secrets secrets) {
        return new Redaction(secrets, valuesOf(variables, secrets).toList());
    }

    private static Stream<String> valuesOf(Map<String, String> variables, Secrets secrets) {
        return variables.entrySet().stream()
                .filter(variable -> secrets.contains(variable.getKey()))
                .map(Map.Entry::getValue)
                .filter(Redaction::isLong);
    }

    private static boolean isLong(String value) {
        return value.length() >= SHORTEST;
    }

    /**
     * {@return this redaction with additional values}
     *
     * @param more the values; those shorter than {@value #SHORTEST} characters are removed only as whole words
     */
    public Redaction and(Collection<String> more) {
        if (values.containsAll(more)) {
            return this;
        }
        List<String> all = new ArrayList<>(values);
        all.addAll(more);
        return new Redaction(secrets, all);
    }

    /**
     * {@return this redaction with the values of another one}
     *
     * @param other the other redaction, whose names of variables are not included
     */
    public Redaction and(Redaction other) {
        return and(other.values);
    }

    /**
     * {@return this redaction with the secrets of a command: those of its variables and files}
     *
     * @param command the command
     */
    public Redaction and(Command command) {
        Environment environment = command.environment();
        if (environment.set().isEmpty() && environment.files().secrets().isEmpty()) {
            return this; // True of most commands; this saves time in lists.
        }
        return and(Stream.concat(
                        valuesOf(environment.set(), environment.secrets()),
                        environment.files().secrets().values().stream()
                                .map(String::strip)
                                .filter(Redaction::isLong))
                .toList());
    }

    /**
     * {@return a text without secrets; the same object if there are none}
     *
     * @param text the text
     */
    public String redact(String text) {
        String redacted = text;
        for (String value : values) {
            redacted = isLong(value) ? withoutCut(redacted.replace(value, MARK), value) : withoutWord(redacted, value);
        }
        return redactAssignments(TokenShapes.redact(redacted));
    }

    private static String withoutWord(String text, String value) {
        return text.contains(value)
                ? text.replaceAll("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])", MARK)
                : text;
    }

    /** A log that keeps only the last bytes may begin in the middle of a secret. */
    private static String withoutCut(String text, String value) {
        int head = overlap(value, text, value.length() - 1);
        String redacted = head == 0 ? text : MARK + text.substring(head);
        int tail = overlap(redacted, value, value.length() - 1);
        return tail == 0 ? redacted : redacted.substring(0, redacted.length() - tail) + MARK;
    }

    /**
     * {@return the length of the longest suffix of one text that is a prefix of another one, or 0 if it is shorter than
     * {@value #SHORTEST}}
     *
     * <p>Computed in linear time, by the algorithm of Knuth, Morris and Pratt, because a value may be as long as a
     * file.
     *
     * @param most the maximum length
     */
    private static int overlap(String ending, String beginning, int most) {
        int longest = Math.min(most, Math.min(ending.length(), beginning.length()));
        if (longest < SHORTEST) {
            return 0;
        }
        int[] borders = new int[longest]; // The longest border of each prefix.
        for (int i = 1; i < longest; i++) {
            borders[i] = extend(beginning, borders, borders[i - 1], beginning.charAt(i));
        }
        int length = 0;
        for (int i = ending.length() - longest; i < ending.length(); i++) {
            length = extend(beginning, borders, length, ending.charAt(i));
        }
        return length < SHORTEST ? 0 : length;
    }

    /** {@return the length of the matched prefix after one more character} */
    private static int extend(String beginning, int[] borders, int seen, char next) {
        int length = seen;
        while (length > 0 && (length == borders.length || beginning.charAt(length) != next)) {
            length = borders[length - 1];
        }
        return beginning.charAt(length) == next ? length + 1 : length;
    }

    private String redactAssignments(String text) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        Matcher matcher = ASSIGNMENT.matcher(text);
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            if (secrets.contains(matcher.group(2))) {
                redacted.append(text, from, matcher.start(3)).append(MARK);
                from = matcher.end(3);
            }
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Redaction redaction
                && secrets.equals(redaction.secrets)
                && values.equals(redaction.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(secrets, values);
    }

    @Override
    public String toString() {
        return "redaction of " + values.size() + " values and of " + secrets;
    }
}
