package dev.curfew.junit.episode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/** The weights of tests, and their names for messages. */
final class Weights {

    private static final MathContext DIGITS = new MathContext(4);

    private Weights() {}

    /**
     * {@return the weight of a test, or of all its invocations together}
     *
     * @throws IllegalArgumentException if the weight in the annotation is not valid
     */
    static double of(TestIdentifier test) {
        double weight = annotation(test).map(Weight::value).orElse(1.0);
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "the @Weight of " + name(test) + " must be finite and greater than 0: " + weight);
        }
        return weight;
    }

    private static Optional<Weight> annotation(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return AnnotationSupport.findAnnotation(method.getJavaMethod(), Weight.class)
                    .or(() -> annotation(method.getJavaClass()));
        }
        return source instanceof ClassSource type ? annotation(type.getJavaClass()) : Optional.empty();
    }

    private static Optional<Weight> annotation(@Nullable Class<?> type) {
        return type == null
                ? Optional.empty()
                : AnnotationSupport.findAnnotation(type, Weight.class).or(() -> annotation(type.getEnclosingClass()));
    }

    /** {@return the name of a test or a container for messages} */
    static String name(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return simple(method.getClassName()) + "." + method.getMethodName() + "()";
        }
        return source instanceof ClassSource type ? simple(type.getClassName()) : test.getDisplayName();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** {@return a weight, rounded to four digits} */
    static String text(double weight) {
        return BigDecimal.valueOf(weight).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
