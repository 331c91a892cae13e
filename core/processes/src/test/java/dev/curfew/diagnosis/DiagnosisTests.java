package dev.curfew.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.curfew.output.LogPage;
import dev.curfew.process.Redaction;
import dev.curfew.process.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTests {

    private static final LogPage TWO_LINES =
            new LogPage(List.of("LOG:  starting", "FATAL:  lock file \"postmaster.pid\" already exists"), 212, 214, 0);

    @Test
    void rendersItsHeadlineAndItsFacts() {
        Diagnosis diagnosis = Diagnosis.of("Timed out waiting for output of process [db] after 10 s")
                .with("awaited", "\"ready to accept connections\"")
                .with("state", "running (pid 4711, up 10.2 s)")
                .with("last output", TWO_LINES)
                .with("next", "allow more time");

        assertThat(diagnosis.render()).isEqualTo("""
                Timed out waiting for output of process [db] after 10 s
                  awaited:      "ready to accept connections"
                  state:        running (pid 4711, up 10.2 s)
                  last output:  (2 of 214 lines)
                    | LOG:  starting
                    | FATAL:  lock file "postmaster.pid" already exists
                  next:         allow more time""");
        assertThat(diagnosis).hasToString(diagnosis.render());
    }

    @Test
    void rendersAHeadlineAlone() {
        assertThat(Diagnosis.of("Nothing happened").render()).isEqualTo("Nothing happened");
    }

    @Test
    void leavesASpaceAfterALongKey() {
        assertThat(Diagnosis.of("h").with("thirteen long", "v").render()).isEqualTo("h\n  thirteen long: v");
        assertThat(Diagnosis.of("h").with("longer than the column", "v").render())
                .isEqualTo("h\n  longer than the column: v");
    }

    @Test
    void keepsEmptyLinesOfABlock() {
        assertThat(Diagnosis.of("h").with("key", "a\n\nb\n").render())
                .isEqualTo("h\n  key:          a\n    | \n    | b\n    | ");
    }

    @Test
    void saysHowMuchOfALogItShows() {
        Diagnosis diagnosis = Diagnosis.of("h")
                .with("none", new LogPage(List.of(), 0, 0, 0))
                .with("one", new LogPage(List.of("x"), 0, 1, 0))
                .with("all", new LogPage(List.of("x", "y"), 0, 2, 0))
                .with("rolled", new LogPage(List.of("y"), 1, 2, 77));

        assertThat(diagnosis.value("none")).contains("(none)");
        assertThat(diagnosis.value("one")).contains("(1 line)\nx");
        assertThat(diagnosis.value("all")).contains("(2 lines)\nx\ny");
        assertThat(diagnosis.value("rolled")).contains("(1 of 2 lines, after 77 dropped bytes)\ny");
    }

    @Test
    void spellsLengthsOfTime() {
        assertThat(Diagnosis.of("h").with("took", Duration.ofMillis(1500)).value("took"))
                .contains("1.5 s");
    }

    @Test
    void findsTheFirstFactWithAKey() {
        Diagnosis diagnosis = Diagnosis.of("h").with("file", "a").with("file", "b");

        assertThat(diagnosis.value("file")).contains("a");
        assertThat(diagnosis.value("state")).isEmpty();
    }

    @Test
    void leavesOutFactsWithAKey() {
        Diagnosis diagnosis =
                Diagnosis.of("Failed").with("a", "1").with("b", "2").with("a", "3");

        assertThat(diagnosis.withoutFact("a")).isEqualTo(Diagnosis.of("Failed").with("b", "2"));
        assertThat(diagnosis.withoutFact("c")).isEqualTo(diagnosis);
    }

    @Test
    void takesOverTheFactsOfAnother() {
        Diagnosis one = Diagnosis.of("one").with("a", "1");
        Diagnosis other = Diagnosis.of("other").with("b", "2");

        assertThat(one.withFactsOf(other))
                .isEqualTo(Diagnosis.of("one").with("a", "1").with("b", "2"));
    }

    @Test
    void rendersNoSecrets() {
        Redaction redaction = Redaction.of(Map.of("MY_TOKEN", "0123-4567-89"), Secrets.DEFAULT);
        Diagnosis process = Diagnosis.of("process").without(redaction).with("last output", "key 0123-4567-89\nend");

        Diagnosis diagnosis = Diagnosis.of("No 0123-4567-89")
                .with("awaited", "ghp_0123456789abcdefghij0123456789abcdef")
                .withFactsOf(process);

        assertThat(diagnosis.render()).isEqualTo("""
                No [redacted]
                  awaited:      [redacted]
                  last output:  key [redacted]
                    | end""");
        assertThat(diagnosis.redacted().facts())
                .containsExactly(new Fact("awaited", "[redacted]"), new Fact("last output", "key [redacted]\nend"));
        assertThat(diagnosis.headline()).isEqualTo("No 0123-4567-89");
    }

    @Test
    void leavesOutTheMiddleOfLongLines() {
        String line = "a".repeat(1000) + "b".repeat(9) + "c".repeat(1000);
        String shown = "a".repeat(1000) + " … 9 characters … " + "c".repeat(1000);

        assertThat(Diagnosis.of(line).with("key", line + "\n" + line).render())
                .isEqualTo(shown + "\n  key:          " + shown + "\n    | " + shown);
        assertThat(Diagnosis.of("h").with("key", line).value("key")).contains(line);
        assertThat(Diagnosis.of("x".repeat(2000)).render()).isEqualTo("x".repeat(2000));
    }

    @Test
    void neverChanges() {
        List<Fact> facts = new ArrayList<>(List.of(new Fact("a", "1")));
        Diagnosis diagnosis = new Diagnosis("h", facts, Redaction.ofThisJvm());
        facts.clear();
        diagnosis.with("b", "2");

        assertThat(diagnosis.facts()).containsExactly(new Fact("a", "1")).isUnmodifiable();
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Diagnosis.of(null)).withMessage("headline");
        assertThatNullPointerException().isThrownBy(() -> new Fact(null, "")).withMessage("key");
        assertThatNullPointerException().isThrownBy(() -> new Fact("", null)).withMessage("value");
    }
}
