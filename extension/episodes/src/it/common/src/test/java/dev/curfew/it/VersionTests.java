package dev.curfew.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.junit.jupiter.api.Test;

class VersionTests {

    /** {@return whether this JUnit has a place for attachments} */
    static boolean hasAttachments() {
        String[] numbers = System.getProperty("it.junit.version").split("\\.");
        return Integer.parseInt(numbers[0]) > 5 || Integer.parseInt(numbers[1]) >= 12;
    }

    @Test
    void isTheOneOfThisProject() {
        URL jar = Test.class.getProtectionDomain().getCodeSource().getLocation();

        assertThat(jar.getPath()).endsWith("junit-jupiter-api-" + System.getProperty("it.junit.version") + ".jar");
    }
}
