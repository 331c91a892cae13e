package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.Patience;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTests {

    private static final String KEY = "k3y-of-the-kingdom";
    private static final Redaction REDACTION = Redaction.of(
            Map.of("MY_TOKEN", KEY, "LONGER_TOKEN", KEY + "-and-more", "SHORT_TOKEN", "yes", "LANG", "de_DE.UTF-8"),
            Secrets.DEFAULT);

    @Test
    void takesKnownValuesOutWhereverTheyStand() {
        assertThat(REDACTION.redact("a" + KEY + "b " + KEY + "\n")).isEqualTo("a[redacted]b [redacted]\n");
        assertThat(REDACTION.redact("<" + KEY + "-and-more>")).isEqualTo("<[redacted]>");
    }

    @Test
    void leavesTheRestAsItIs() {
        String text =
                "yes, it is de_DE.UTF-8: task-list-of-all-the-things=1 https://example.org/a@b http://[::1]:80/x\n";

        assertThat(REDACTION.redact(text)).isSameAs(text);
    }

    @Test
    void findsKnownValuesThatAreCut() {
        assertThat(REDACTION.redact(KEY.substring(4) + " and " + KEY.substring(0, 9)))
                .isEqualTo("[redacted] and [redacted]");
        assertThat(REDACTION.redact("middle " + KEY.substring(4) + " ")).isEqualTo("middle " + KEY.substring(4) + " ");
    }

    @Test
    void findsTheLongestPartOfWhatIsCut() {
        Redaction redaction = Redaction.of(Map.of("MY_TOKEN", "abababababababab-abababababababab"), Secrets.DEFAULT);

        assertThat(redaction.redact("bababababababab.")).isEqualTo("[redacted].");
        assertThat(redaction.redact("cabababababababab-ab")).isEqualTo("c[redacted]");
        assertThat(redaction.redact("abababababab")).isEqualTo("[redacted]");
        assertThat(redaction.redact("abababa")).isEqualTo("abababa");
    }

    @Test
    void takesShortValuesOutWhereTheyAreWords() {
        Redaction redaction = REDACTION.and(List.of("hunter2", "$a\\E", ""));

        assertThat(redaction.redact("hunter2 <hunter2> hunter21 xhunter2 \u00FChunter2 yes"))
                .isEqualTo("[redacted] <[redacted]> hunter21 xhunter2 \u00FChunter2 yes");
        assertThat(redaction.redact("$a\\E")).isEqualTo("[redacted]");
    }

    @Test
    void takesValuesOutOfListsOfVariables() {
        assertThat(REDACTION.redact("HOME=/root\nDB_PASSWORD=a b\nexport NPM_TOKEN='x'\nx DB_PASSWORD=a\n"))
                .isEqualTo("HOME=/root\nDB_PASSWORD=[redacted]\nexport NPM_TOKEN=[redacted]\nx DB_PASSWORD=a\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    token ghp_0123456789abcdefghij0123456789abcdef ok | token [redacted] ok
                    github_pat_11ABCDEFG0123456789_abcdefghijkl       | [redacted]
                    glpat-abcdefghij0123456789                        | [redacted]
                    key=sk-proj-abcdefghij0123456789;                 | key=[redacted];
                    sk_live_abcdefghij0123456789                      | [redacted]
                    AKIAIOSFODNN7EXAMPLE.                             | [redacted].
                    xoxb-1234567890-abcdef                            | [redacted]
                    eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-def  | [redacted]
                    Authorization: Basic dXNlcjpwYXNz                 | Authorization: Basic [redacted]
                    authorization: Bearer abc                         | authorization: Bearer [redacted]
                    use bearer abcdefghij0123456789 here              | use bearer [redacted] here
                    postgres://user:p@ss:w0rd@db:5432/x               | postgres://user:[redacted]@db:5432/x
                    https://abcdefghij0123456789x@host/repo           | https://[redacted]@host/repo
                    """)
    void knowsSecretsByTheirShape(String text, String expected) {
        assertThat(REDACTION.redact(text)).isEqualTo(expected);
    }

    @Test
    void takesPrivateKeysOutEvenIfTheirEndIsMissing() {
        String begin = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n";

        assertThat(REDACTION.redact("a\n" + begin + "x\n-----END RSA PRIVATE KEY-----\nb"))
                .isEqualTo("a\n[redacted]\nb");
        assertThat(REDACTION.redact("a\n" + begin)).isEqualTo("a\n[redacted]");
    }

    @Test
    void doesNothingToWhatItHasDoneBefore() {
        String once = REDACTION.redact(
                "MY_TOKEN=1\nAuthorization: Bearer abcdefghij0123456789\nhttp://u:password@h\nAKIAIOSFODNN7EXAMPLE");

        assertThat(REDACTION.redact(once)).isEqualTo(once);
    }

    @Test
    void knowsTheSecretsOfACommand() {
        Command command = Command.of("true")
                .withEnv("API_TOKEN", "0123-4567-89")
                .withEnv("COLOR", "dark-blue")
                .withSecretFile("KEY", "in-a-file\n");

        assertThat(Redaction.ofThisJvm().and(command).redact("0123-4567-89 dark-blue in-a-file"))
                .isEqualTo("[redacted] dark-blue [redacted]");
    }

    /** Output that is the worst case for a pattern must not stop the tests. */
    @Test
    void takesLinearTime() {
        String[] pieces = {
            "a.", "://", "://a:", "eyJaaaaaaaaa.", "-----BEGIN PRIVATE KEY-----", "A=", "Bearer ", "sk-", "="
        };
        for (String piece : pieces) {
            String text = piece.repeat(300_000 / piece.length());
            Assertions.assertTimeoutPreemptively(Patience.LIMIT, () -> REDACTION.redact(text), piece);
        }
    }

    @Test
    void takesLinearTimeForLongValues() {
        String value = new Random(1)
                .ints(4_000_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Redaction redaction = Redaction.of(Map.of("MY_TOKEN", value), Secrets.DEFAULT);
        String cut = value.substring(1) + " and " + value.substring(0, value.length() - 1);

        String redacted = Assertions.assertTimeoutPreemptively(Patience.LIMIT, () -> redaction.redact(cut));

        assertThat(redacted).isEqualTo("[redacted] and [redacted]");
    }
}
