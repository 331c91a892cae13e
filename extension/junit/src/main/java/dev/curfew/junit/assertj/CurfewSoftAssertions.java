package dev.curfew.junit.assertj;

import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Soft assertions of Curfew and AssertJ, which collect their failures and report all of them at the end.
 *
 * <pre>{@code
 * CurfewSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(greeter).prints("Hello, Ada!");
 *     softly.assertThat(greeter).exits().withCode(0);
 * });
 * }</pre>
 *
 * <p>A process that does not end in time causes a single failure: assertions chained to {@code exits()} are then
 * skipped. Waits are not shortened, so several failing waits each take their full timeout. Interrupts and incorrect use
 * of a process end the test immediately.
 *
 * <p>AssertJ generates classes for soft assertions, which it cannot do for a library on the module path: use the class
 * path.
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} injects this class into fields and parameters with
 * {@code @InjectSoftAssertions}.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class CurfewSoftAssertions extends AbstractSoftAssertions
        implements CurfewSoftAssertionsProvider, StandardSoftAssertionsProvider {

    /** Create soft assertions without failures; call {@link #assertAll()} at the end. */
    public CurfewSoftAssertions() {}

    /**
     * Run soft assertions, and report all failures at the end.
     *
     * @param assertions the assertions
     * @throws AssertionError if one of them failed
     */
    public static void assertSoftly(Consumer<CurfewSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(CurfewSoftAssertions.class, assertions);
    }
}
