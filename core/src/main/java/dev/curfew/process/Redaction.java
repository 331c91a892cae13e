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
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts before they are shown or stored: {@value #MARK} stands where they were. Immutable.
 *
 * <p>What is taken out:
 *
 * <ul>
 *   <li>known values, wherever they stand: those of variables that {@link Secrets} names. Values of less than
 *       {@value #SHORTEST} characters stay, because a text without every {@code yes} cannot be read;
 *   <li>the values in lines that look like {@code NAME=value}, if {@link Secrets} names the variable;
 *   <li>what names itself a secret: tokens of well-known services, private keys, authorization headers, passwords in
 *       addresses.
 * </ul>
 *
 * <p>It is a net and no wall. A text is one piece to it: a secret that was cut in the middle is found at the beginning and
 * the end of a text if its value is known and at least {@value #SHORTEST} characters of it are there; of those that are
 * known by their shape only, the rest of one that was cut stays. So pieces of a stream are better put together before. A
 * value that a program has encoded, or broken into lines, or colored, is not found.
 *
 * @since 0.1
 */
public final class Redaction {

    /** What stands where a secret was. */
    public static final String MARK = "[redacted]";

    /** The fewest characters of a value that is taken out. */
    public static final int SHORTEST = 8;

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)^((?:export |declare -x |set )?([A-Za-z_]\\w{0,256})=)(?!\\[redacted]$)(.+)$");

    private final Secrets secrets;
    private final List<String> values;

    private Redaction(Secrets secrets, Collection<String> values) {
        this.secrets = secrets;
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed()) // One that contains another one goes first.
                .toList();
    }

    /** {@return one for the values that this JVM has of {@link Secrets#DEFAULT}} */
    public static Redaction ofThisJvm() {
        return OfThisJvm.INSTANCE;
    }

    private static final class OfThisJvm {
        static final Redaction INSTANCE = of(System.getenv(), Secrets.DEFAULT);
    }

    /**
     * {@return one for the values of variables}
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
                .map(Map.Entry::getValue);
    }

    /**
     * {@return this one, for more values}
     *
     * @param more the values
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
     * {@return this one, for the values of another one too}
     *
     * @param other the other one, whose names of variables are not taken over
     */
    public Redaction and(Redaction other) {
        return and(other.values);
    }

    /**
     * {@return this one, for the secrets of a command too: of the variables and the files that are set for it}
     *
     * @param command the command
     */
    public Redaction and(Command command) {
        Environment environment = command.environment();
        if (environment.set().isEmpty() && environment.files().secrets().isEmpty()) {
            return this; // As for most commands, of which many are looked at in one list.
        }
        return and(Stream.concat(
                        valuesOf(environment.set(), environment.secrets()),
                        environment.files().secrets().values().stream().map(String::strip))
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
            redacted = withoutCut(redacted.replace(value, MARK), value);
        }
        return redactAssignments(TokenShapes.redact(redacted));
    }

    /** A log that keeps the last bytes only begins in the middle of something. */
    private static String withoutCut(String text, String value) {
        int head = overlap(value, text, value.length() - 1);
        String redacted = head == 0 ? text : MARK + text.substring(head);
        int tail = overlap(redacted, value, value.length() - 1);
        return tail == 0 ? redacted : redacted.substring(0, redacted.length() - tail) + MARK;
    }

    /**
     * {@return the length of the longest end of one text with which another one begins, or 0 if that is shorter than
     * {@value #SHORTEST}}
     *
     * <p>Found in one pass, as Knuth, Morris and Pratt do, because a value may be as long as a file.
     *
     * @param most the longest that counts
     */
    private static int overlap(String ending, String beginning, int most) {
        int longest = Math.min(most, Math.min(ending.length(), beginning.length()));
        if (longest < SHORTEST) {
            return 0;
        }
        int[] borders = new int[longest]; // Of each start of the beginning: how much of it stands at its end again.
        for (int i = 1; i < longest; i++) {
            borders[i] = extend(beginning, borders, borders[i - 1], beginning.charAt(i));
        }
        int length = 0;
        for (int i = ending.length() - longest; i < ending.length(); i++) {
            length = extend(beginning, borders, length, ending.charAt(i));
        }
        return length < SHORTEST ? 0 : length;
    }

    /** {@return how much of the beginning has been seen after one more character} */
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
