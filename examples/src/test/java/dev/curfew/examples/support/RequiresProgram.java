package dev.curfew.examples.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips tests, with a reason, where a program that they need is not installed. With the system property
 * {@code curfew.noSkip=true} they fail instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RequiresProgramCondition.class)
public @interface RequiresProgram {

    /** {@return the names of the programs, as they are looked up in {@code PATH}} */
    String[] value();
}
