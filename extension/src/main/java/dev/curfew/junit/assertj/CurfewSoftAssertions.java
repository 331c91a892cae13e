package dev.curfew.junit.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Assertions that collect their failures and report all of them at the end; those of AssertJ included.
 *
 * <pre>{@code
 * CurfewSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(greeter).prints("Hello, Ada!");
 *     softly.assertThat(greeter).exits().withCode(0);
 * });
 * }</pre>
 *
 * <p>A process that does not end in time is one failure: what would follow {@code exits()} is then not asked. Waits are
 * not shortened, so several that fail take their full time each. An interrupt ends the test at once, as does the wrong
 * use of a process.
 *
 * <p>AssertJ generates classes for them, which it cannot do for a library on the module path: use the class path.
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} injects them where {@code @InjectSoftAssertions} says so.
 *
 * @since 0.1
 */
public class CurfewSoftAssertions extends AbstractSoftAssertions
        implements CurfewSoftAssertionsProvider, StandardSoftAssertionsProvider {

    /** Create soft assertions without failures; call {@link #assertAll()} at the end. */
    public CurfewSoftAssertions() {}

    /**
     * Assert softly, and report all failures.
     *
     * @param assertions the assertions
     * @throws AssertionError if one of them failed
     */
    public static void assertSoftly(Consumer<CurfewSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(CurfewSoftAssertions.class, assertions);
    }
}
