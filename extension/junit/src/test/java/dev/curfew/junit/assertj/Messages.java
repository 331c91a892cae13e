package dev.curfew.junit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Makes messages comparable: {@code PID} stands for every process id, {@code TIME} for every length of time. Whether a
 * process already waits for its input is left out.
 */
public final class Messages {

    private Messages() {}

    public static AbstractStringAssert<?> assertMessageOf(ThrowingCallable assertion) {
        return assertThat(normalize(failureOf(assertion).getMessage()));
    }

    public static AssertionError failureOf(ThrowingCallable assertion) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(failure).as("the assertion must fail").isNotNull();
        return failure;
    }

    static String normalize(String message) {
        return message.replace(", waiting for input)", ")")
                .replaceAll("\\bpid \\d+", "pid PID")
                .replaceAll("(\\bup |\\bafter |\\bwaited: +)\\d+(\\.\\d)? m?s\\b", "$1TIME");
    }
}
