package dev.curfew.junit;

import dev.curfew.sandbox.Sandbox;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Parses sandbox strings. */
final class SandboxText {

    private SandboxText() {}

    /**
     * {@return the sandbox described by a text}
     *
     * @param source the origin of the text, for the message
     * @throws ExtensionConfigurationException if the text does not describe a sandbox
     */
    static Sandbox parse(String text, String source) {
        try {
            return Sandbox.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("Failed to read " + source + ": " + e.getMessage(), e);
        }
    }
}
