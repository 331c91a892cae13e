package dev.curfew.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code @EnabledIfSandbox} disables a test or a test class if a sandbox cannot be entered. The reason is reported.
 * Each sandbox is tried once per test run.
 *
 * <p>To run such tests unconditionally, so that they fail without the sandbox, set the configuration parameter
 * {@code curfew.sandbox.required} or the environment variable {@code CURFEW_SANDBOX_REQUIRED} to {@code true}, for
 * example on a CI server.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SandboxCondition.class)
public @interface EnabledIfSandbox {

    /**
     * The sandbox, as a sandbox string.
     *
     * @return the sandbox; see {@link dev.curfew.sandbox.Sandbox#parse(String)}
     */
    String value();
}
