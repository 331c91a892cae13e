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
 * {@code @EnabledIfProgram} disables a test or a test class if a program is not installed on this machine. The reason
 * names the missing programs.
 *
 * <p>To run such tests unconditionally, so that they fail without the program, set the configuration parameter
 * {@code curfew.program.required} or the environment variable {@code CURFEW_PROGRAM_REQUIRED} to {@code true}, for
 * example on a CI server.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ProgramCondition.class)
public @interface EnabledIfProgram {

    /**
     * The programs, all of which must be installed.
     *
     * @return names that are looked up in {@code PATH}, or absolute paths
     */
    String[] value();
}
