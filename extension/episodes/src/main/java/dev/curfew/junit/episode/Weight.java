package dev.curfew.junit.episode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The weight of a test in the reward of a {@link JUnitVerifier}. An annotation on the method takes precedence over one
 * on the class, which takes precedence over those on enclosing classes; the default is 1.
 *
 * <p>The invocations of a parameterized or repeated test, and the dynamic tests of a factory, share the weight of their
 * method equally.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Weight {

    /**
     * The weight of the test, or of each test of the class.
     *
     * @return the weight, finite and greater than 0
     */
    double value();
}
