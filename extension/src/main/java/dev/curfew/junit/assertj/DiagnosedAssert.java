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
 * Fails with a diagnosis, and leads from one assertion to the next.
 *
 * <p>AssertJ makes a soft assertion by a subclass that it generates, which cannot follow to the next assertion if that
 * is of another type. Methods that lead there are therefore final, so that they are left alone, and do it themselves.
 */
abstract class DiagnosedAssert<SELF extends DiagnosedAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {

    /** Collects failures if this assertion is soft. Not an argument: the constructor is called by AssertJ. */
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

    /** What {@link #isNotNull()} does, but never softly: nothing can follow from what is not there. */
    final void requireActual() {
        Assertions.assertThat((Object) actual).as(info.description()).isNotNull();
    }

    /** A reason why an assertion does not hold. */
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

    /** {@return an error of which an IDE shows the difference} */
    final AssertionError difference(Object found, Object expected, Diagnosis diagnosis) {
        String message = text(diagnosis);
        // AssertJ would turn a %n in this message into a line break, even where a process printed it.
        return message.contains("%n")
                ? failure("%s", message)
                : failureWithActualExpected(shown(found, diagnosis), shown(expected, diagnosis), "%s", message);
    }

    /** Build tools print both beside the message. */
    private static Object shown(Object value, Diagnosis diagnosis) {
        return value instanceof String text ? diagnosis.redaction().redact(text) : value;
    }

    /** AssertJ's list of several failures has a line of its own only for those that begin with one or are described. */
    private String text(Diagnosis diagnosis) {
        return (softly == null || info.hasDescription() ? "" : "\n") + diagnosis.render();
    }

    /** {@return the facts about a process under a headline, which is taken as it is} */
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
