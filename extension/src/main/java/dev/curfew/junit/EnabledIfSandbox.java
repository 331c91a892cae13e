package dev.curfew.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skip tests where a sandbox cannot be entered; the reason says why. It is tried out once per test run.
 *
 * <p>Where nothing may be skipped, as on a CI server, set the configuration parameter {@code curfew.sandbox.required} to
 * {@code true}: then such tests run, and fail.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SandboxCondition.class)
public @interface EnabledIfSandbox {

    /**
     * The sandbox, in one word.
     *
     * @return the sandbox; see {@link dev.curfew.sandbox.Sandbox#parse(String)}
     */
    String value();
}
