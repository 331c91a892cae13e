package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolOptionsTests {

    @Test
    void keepWhatWasSetBefore() {
        ToolOptions options = ToolOptions.DEFAULT
                .withWaits(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .withLargestOutput(2000)
                .withLargestCall(1000)
                .withDirectory(Path.of("/srv"));

        assertThat(options.defaultWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.longestWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.largestOutput()).isEqualTo(2000);
        assertThat(options.largestCall()).isEqualTo(1000);
        assertThat(options.directory()).contains(Path.of("/srv"));
        assertThat(ToolOptions.DEFAULT.directory()).isEmpty();
    }

    @Test
    void refuseLimitsThatAreTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolOptions.DEFAULT.withLargestOutput(1999))
                .withMessage("largestOutput must be at least 2000: 1999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolOptions.DEFAULT.withLargestCall(999))
                .withMessage("largestCall must be at least 1000: 999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolOptions.DEFAULT.withWaits(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("longestWait must not be shorter than defaultWait of PT2S: PT1S");
    }
}
