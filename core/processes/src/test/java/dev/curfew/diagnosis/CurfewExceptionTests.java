package dev.curfew.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurfewExceptionTests {

    private static final Diagnosis DIAGNOSIS = Diagnosis.of("It broke").with("state", "in pieces");

    @Test
    void carriesItsDiagnosisAndShowsAllOfIt() {
        List<CurfewException> exceptions = List.of(
                new SpawnException(DIAGNOSIS, null),
                new ProcessInputException(DIAGNOSIS, null),
                new WaitTimeoutException(DIAGNOSIS));

        assertThat(exceptions)
                .allSatisfy(exception -> assertThat(exception)
                        .hasMessage("It broke\n  state:        in pieces")
                        .hasNoCause()
                        .extracting(CurfewException::diagnosis)
                        .isEqualTo(DIAGNOSIS));
    }

    @Test
    void keepsItsCause() {
        Exception cause = new IllegalStateException("first");

        assertThat(new SpawnException(DIAGNOSIS, cause)).hasCause(cause);
        assertThat(new ProcessInputException(DIAGNOSIS, cause)).hasCause(cause);
    }

    @Test
    void leavesTheThreadInterrupted() {
        InterruptedWaitException exception = new InterruptedWaitException(DIAGNOSIS, new InterruptedException());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(exception).hasMessage(DIAGNOSIS.render()).hasCauseInstanceOf(InterruptedException.class);
    }
}
