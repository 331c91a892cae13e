package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.process.Redaction;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLinesTests {

    private static final int KEPT = 10_000;

    private final OutputRecorder output = new OutputRecorder(KEPT, TextMode.PLAIN);
    private Redaction redaction = Redaction.ofThisJvm().and(Command.of("server").withEnv("API_TOKEN", "s3cret-s3cret"));
    private final LiveLines lines = new LiveLines(output.log(), () -> redaction);

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.append(bytes, 0, bytes.length);
    }

    @Test
    void holdBackAnIncompleteLine() {
        print("one\n\ntwo\nthr");
        assertThat(lines.complete()).containsExactly("one", "", "two");
        assertThat(lines.isIncomplete()).isTrue();

        print("ee\n");
        assertThat(lines.complete()).containsExactly("three");
        assertThat(lines.complete()).isEmpty();
        assertThat(lines.isIncomplete()).isFalse();
    }

    @Test
    void includeAPromptOnRequest() {
        print("hello\nname? ");
        assertThat(lines.all()).containsExactly("hello", "name? ");

        print("Ada\n");
        assertThat(lines.all()).containsExactly("Ada");
    }

    @Test
    void haveNoSecrets() {
        print("token s3cret-s3cret is used\n");
        print("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----\n");

        assertThat(String.join("\n", lines.complete()))
                .startsWith("token [redacted] is used\n")
                .doesNotContain("MIIEvQIBADANBgkq");
    }

    @Test
    void haveNoSecretsThatWereTypedMeanwhile() {
        print("ready\n");
        lines.complete();
        redaction = redaction.and(Command.of("server").withEnv("TYPED_PASSWORD", "open-sesame"));

        print("logged in with open-sesame\n");

        assertThat(lines.complete()).containsExactly("logged in with [redacted]");
    }

    @Test
    void cannotChangeTheTerminalThatShowsThem() {
        print("\033]0;title\007\033[2Jred\b\007 \033[31mtext\u202Etxet\n");

        assertThat(lines.complete()).containsExactly("red   text txet");
    }

    @Test
    void showTheLastStateOfALineThatWasOverwritten() {
        print("10%\r20%\r30%\r\nnext\n");

        assertThat(lines.complete()).containsExactly("30%", "next");
    }

    @Test
    void sayWhatWasDropped() {
        print("begin");
        assertThat(lines.complete()).isEmpty();
        print("x".repeat(2 * KEPT) + "\nlast\n");

        assertThat(lines.complete())
                .startsWith("begin", "[10006 bytes were dropped]")
                .endsWith("last");
    }

    @Test
    void splitALineThatIsTooLong() {
        print("y".repeat(LiveLines.LONGEST));
        assertThat(lines.complete()).isEmpty();
        print("z");

        assertThat(lines.complete()).containsExactly("y".repeat(LiveLines.LONGEST) + "z");
        assertThat(lines.isIncomplete()).isFalse();
    }
}
