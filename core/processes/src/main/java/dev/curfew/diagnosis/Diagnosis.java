package dev.curfew.diagnosis;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Lists;
import dev.curfew.internal.Text;
import dev.curfew.output.LogPage;
import dev.curfew.process.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A headline that says what happened, and the facts that explain it, the most useful ones first.
 *
 * <p>Rendered by {@link #render()}:
 *
 * <pre>
 * Timed out waiting for output of process [db] after 10 s
 *   awaited:      "ready to accept connections"
 *   state:        running (pid 4711, up 10.2 s)
 *   last output:  (2 of 214 lines)
 *     | LOG:  starting
 *     | FATAL:  lock file "postmaster.pid" already exists
 * </pre>
 *
 * <p>What is rendered is redacted: every message shows a diagnosis, so no message has secrets of this JVM, nor of the
 * commands whose facts it has. {@link #headline()} and {@link #facts()} are as they were given.
 *
 * @param headline the sentence, without a trailing period
 * @param facts the facts
 * @param redaction takes the secrets out of what is rendered
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Diagnosis(String headline, List<Fact> facts, Redaction redaction) {

    private static final int KEY_WIDTH = 14;

    /** The longest line that is rendered whole: the arguments of a command, or a line of output, may have megabytes. */
    private static final int LONGEST_LINE = 2000;

    /**
     * Copy the facts.
     *
     * @param headline the sentence
     * @param facts the facts
     * @param redaction takes the secrets out of what is rendered
     */
    public Diagnosis {
        Objects.requireNonNull(headline, "headline");
        facts = List.copyOf(facts);
        Objects.requireNonNull(redaction, "redaction");
    }

    /**
     * {@return a diagnosis without facts, rendered without the secrets of this JVM}
     *
     * @param headline the sentence, without a trailing period
     */
    public static Diagnosis of(String headline) {
        return new Diagnosis(headline, List.of(), Redaction.ofThisJvm());
    }

    /**
     * {@return this diagnosis, rendered without more secrets}
     *
     * @param more takes them out
     */
    public Diagnosis without(Redaction more) {
        return new Diagnosis(headline, facts, redaction.and(more));
    }

    /**
     * {@return this diagnosis with one more fact}
     *
     * @param key the key of the fact
     * @param value the value
     */
    public Diagnosis with(String key, String value) {
        return new Diagnosis(headline, Lists.plus(facts, new Fact(key, value)), redaction);
    }

    /**
     * {@return this diagnosis with a duration as one more fact}
     *
     * @param key the key of the fact
     * @param value the duration
     */
    public Diagnosis with(String key, Duration value) {
        return with(key, Durations.text(value));
    }

    /**
     * {@return this diagnosis with lines of a log as one more fact}
     *
     * @param key the key of the fact, such as {@code last output}
     * @param page the lines
     */
    public Diagnosis with(String key, LogPage page) {
        if (page.total() == 0) {
            return with(key, "(none)");
        }
        String total = Text.count(page.total(), "line");
        String count = page.omitted() == 0 ? total : page.lines().size() + " of " + total;
        String dropped = page.droppedBytes() == 0 ? "" : ", after " + Text.count(page.droppedBytes(), "dropped byte");
        return with(key, "(" + count + dropped + ")\n" + String.join("\n", page.lines()));
    }

    /**
     * {@return this diagnosis with the facts of another one appended, rendered without the secrets of both}
     *
     * @param other the other one, whose headline is ignored
     */
    public Diagnosis withFactsOf(Diagnosis other) {
        return new Diagnosis(headline, Lists.joined(facts, other.facts()), redaction.and(other.redaction()));
    }

    /**
     * {@return this diagnosis without the facts with a key}
     *
     * @param key the key
     */
    public Diagnosis withoutFact(String key) {
        return new Diagnosis(
                headline, facts.stream().filter(fact -> !fact.key().equals(key)).toList(), redaction);
    }

    /**
     * {@return the value of the first fact with a key}
     *
     * @param key the key
     */
    public Optional<String> value(String key) {
        return facts.stream()
                .filter(fact -> fact.key().equals(key))
                .map(Fact::value)
                .findFirst();
    }

    /** {@return this diagnosis with {@value Redaction#MARK} in place of each secret} */
    public Diagnosis redacted() {
        List<Fact> shown = facts.stream()
                .map(fact -> new Fact(fact.key(), redaction.redact(fact.value())))
                .toList();
        return new Diagnosis(redaction.redact(headline), shown, redaction);
    }

    /**
     * {@return the headline and the facts as lines of text, without secrets, without a trailing line end, and without
     * the middle of lines that are longer than 2000 characters}
     */
    public String render() {
        Diagnosis shown = redacted();
        return shown.facts.stream()
                .map(fact -> "\n  " + render(fact))
                .collect(Collectors.joining("", Text.ends(shown.headline, LONGEST_LINE), ""));
    }

    private static String render(Fact fact) {
        String[] lines = fact.value().split("\n", -1);
        StringBuilder text = new StringBuilder(fact.key()).append(':');
        text.append(" ".repeat(Math.max(1, KEY_WIDTH - text.length()))).append(Text.ends(lines[0], LONGEST_LINE));
        for (int i = 1; i < lines.length; i++) {
            text.append("\n    | ").append(Text.ends(lines[i], LONGEST_LINE));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return render();
    }
}
