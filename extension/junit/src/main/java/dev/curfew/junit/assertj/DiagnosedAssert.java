package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Base class of assertions that fail with a diagnosis and can navigate to other assertions.
 *
 * <p>For soft assertions, AssertJ generates a subclass that intercepts methods, but cannot make the result of a method
 * soft if it is an assertion of another type. Methods with such a result are therefore final, which exempts them from
 * interception, and make the result soft themselves.
 */
abstract class DiagnosedAssert<SELF extends DiagnosedAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {

    /**
     * Collects failures if this assertion is soft. Not a constructor argument, because AssertJ calls the constructor.
     */
    @Nullable
    SoftAssertionsProvider softly;

    DiagnosedAssert(ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /** {@return an assertion that collects its failures} */
    static <A extends DiagnosedAssert<A, T>, T> A soft(
            SoftAssertionsProvider collector, Class<A> type, Class<T> typeOfActual, T actual) {
        A assertion = collector.proxy(type, typeOfActual, actual);
        assertion.softly = collector;
        return assertion;
    }

    /** Like {@link #isNotNull()}, but never soft: there is no result to navigate to. */
    final void requireActual() {
        Assertions.assertThat((Object) actual).as(info.description()).isNotNull();
    }

    /** The reason why an assertion does not hold. */
    record Failure(Diagnosis diagnosis, @Nullable Throwable cause) {}

    final SELF require(Optional<Failure> failure) {
        if (failure.isPresent()) {
            throw failure(failure.get());
        }
        return myself;
    }

    final AssertionError failure(Failure failure) {
        AssertionError error = failure(failure.diagnosis());
        if (failure.cause() != null) {
            error.initCause(failure.cause());
        }
        return error;
    }

    final AssertionError failure(Diagnosis diagnosis) {
        return failure("%s", text(diagnosis));
    }

    /** {@return an error whose actual and expected values an IDE can compare} */
    final AssertionError difference(Object found, Object expected, Diagnosis diagnosis) {
        String message = text(diagnosis);
        // AssertJ would convert a %n in this message to a line break, even if a process printed it.
        return message.contains("%n")
                ? failure("%s", message)
                : failureWithActualExpected(shown(found, diagnosis), shown(expected, diagnosis), "%s", message);
    }

    /** Build tools print both beside the message. */
    private static Object shown(Object value, Diagnosis diagnosis) {
        return value instanceof String text ? diagnosis.redaction().redact(text) : value;
    }

    /**
     * When AssertJ lists several failures, one starts on a new line only if it has a description or begins with a line
     * break.
     */
    private String text(Diagnosis diagnosis) {
        return (softly == null || info.hasDescription() ? "" : "\n") + diagnosis.render();
    }

    /** {@return the facts about a process under a headline, which is used literally} */
    static Diagnosis about(BackgroundProcess process, String headline) {
        return Diagnosis.of(headline).withFactsOf(process.diagnosis());
    }

    final <A extends AbstractAssert<? extends A, ? extends T>, T> A to(
            Class<A> type, Class<T> typeOfTarget, T target, Function<T, A> hard) {
        A next = softly == null ? hard.apply(target) : softly.proxy(type, typeOfTarget, target);
        next.info.useRepresentation(info.representation());
        next.info.description(info.description());
        next.info.overridingErrorMessage(info.overridingErrorMessage());
        if (next instanceof DiagnosedAssert<?, ?> diagnosed) {
            diagnosed.softly = softly;
        }
        return next;
    }
}
