package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Redaction;
import dev.curfew.process.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactedPartsTests {

    private static final Redaction REDACTION =
            Redaction.of(Map.of("A_TOKEN", "0123456789", "B_TOKEN", "tomatoes"), Secrets.DEFAULT);

    private static List<String> redacted(String... parts) {
        return RedactedParts.of(List.of(parts), REDACTION);
    }

    @Test
    void returnsPartsWithoutSecrets() {
        assertThat(redacted("one", "", "two")).containsExactly("one", "", "two");
        assertThat(redacted()).isEmpty();
    }

    @Test
    void keepsTheDivisionAroundASecret() {
        assertThat(redacted("a ", "0123456789", " b", " c")).containsExactly("a ", "[redacted]", " b", " c");
    }

    @Test
    void findsASecretThatArrivedInParts() {
        assertThat(redacted("a 01", "234", "56789 b", " c")).containsExactly("a ", "", "[redacted] b", " c");
    }

    @Test
    void keepsMarksThatAProgramHasPrinted() {
        assertThat(redacted("[redacted] ", "tomatoes", " [redacted]"))
                .containsExactly("[redacted] ", "[redacted]", " [redacted]");
    }

    /** Wherever the parts begin and end, together they are the redacted text. */
    @Test
    void losesNothingAndRevealsNothing() {
        Random random = new Random(1);
        String[] words = {"0123456789", "tomatoes", "[redacted]", "0", "toma", " ", "\n", "x"};
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(words[random.nextInt(words.length)]);
            }
            List<String> parts = divided(text.toString(), random);

            List<String> redacted = RedactedParts.of(parts, REDACTION);

            assertThat(redacted).hasSameSizeAs(parts);
            assertThat(String.join("", redacted)).isEqualTo(REDACTION.redact(text.toString()));
        }
    }

    private static List<String> divided(String text, Random random) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(6));
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
