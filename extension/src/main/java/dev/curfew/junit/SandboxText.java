package dev.curfew.junit;

import dev.curfew.sandbox.Sandbox;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The one-word forms of sandboxes, as people write them. */
final class SandboxText {

    private SandboxText() {}

    /**
     * {@return the sandbox that a text means}
     *
     * @param text the text
     * @param source where it stands, for the message
     * @throws ExtensionConfigurationException if it means none
     */
    static Sandbox parse(String text, String source) {
        try {
            return Sandbox.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("Failed to read " + source + ": " + e.getMessage(), e);
        }
    }
}
