package dev.curfew.junit.configuration;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** When the evidence of a test is written. */
public enum EvidencePolicy {
    /** Never. */
    NEVER,
    /** If the test fails. */
    ON_FAILURE,
    /** After every test. */
    ALWAYS;

    /**
     * {@return the policy of a text, in upper or lower case}
     *
     * @param source where the text comes from
     * @throws ExtensionConfigurationException if it is none of {@code true}, {@code false} and {@code always}
     */
    static EvidencePolicy parse(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> ON_FAILURE;
            case "false" -> NEVER;
            case "always" -> ALWAYS;
            default -> throw RunConfiguration.invalid(text, source, "\"true\", \"false\" or \"always\"");
        };
    }
}
