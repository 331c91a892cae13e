package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTests {

    private final OutputRecorder output = new OutputRecorder(100, TextMode.PLAIN);
    private final Steps steps = output.log().steps();

    private void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        output.append(bytes, 0, bytes.length);
    }

    @Test
    void recordsWhereTheOutputWas() {
        print("before");
        try (Steps.Attempt attempt = steps.attempt(Step.Kind.EXPECTED, "text")) {
            print("text");
            attempt.succeeded();
        }

        assertThat(steps.kept().all()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(Step.Kind.EXPECTED);
            assertThat(step.what()).isEqualTo("text");
            assertThat(step.outputBefore()).isEqualTo(6);
            assertThat(step.outputAfter()).isEqualTo(10);
            assertThat(step.end()).isGreaterThanOrEqualTo(step.begin());
            assertThat(step.failed()).isFalse();
        });
    }

    @Test
    void hasFailedUnlessItSucceeded() {
        steps.attempt(Step.Kind.AWAITED_END, "").close();
        steps.done(Step.Kind.CLOSED_INPUT, "");

        assertThat(steps.kept().all()).extracting(Step::failed).containsExactly(true, false);
    }

    @Test
    void keepsTheFirstAndTheLastOnes() {
        int count = Steps.FIRST + Steps.LAST + 7;
        for (int i = 0; i < count; i++) {
            steps.done(Step.Kind.TYPED, i);
        }

        Steps.Kept kept = steps.kept();
        assertThat(kept.omitted()).isEqualTo(7);
        assertThat(kept.first())
                .hasSize(Steps.FIRST)
                .last()
                .extracting(Step::what)
                .isEqualTo(Steps.FIRST - 1);
        assertThat(kept.last())
                .hasSize(Steps.LAST)
                .last()
                .extracting(Step::what)
                .isEqualTo(count - 1);
        assertThat(kept.all()).hasSize(Steps.FIRST + Steps.LAST);
    }

    @Test
    void keepsTheBeginningOfALongInput() {
        Step.Input input = Step.Input.of("x".repeat(1000).getBytes(UTF_8), UTF_8);

        assertThat(List.of(input.text().length(), input.omittedBytes())).containsExactly(200, 800);
    }

    @Test
    void keepsNoPartOfACharacter() {
        Step.Input input = Step.Input.of(("x".repeat(199) + "ü and more").getBytes(UTF_8), UTF_8);

        assertThat(input.text()).isEqualTo("x".repeat(199));
        assertThat(Step.Input.of("pässwort".getBytes(ISO_8859_1), ISO_8859_1).text())
                .isEqualTo("pässwort");
    }
}
