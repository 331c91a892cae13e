package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The reports of guards, sealed with their keys. */
public final class Reports {

    /** Of guards that a test starts by itself; that of the test vectors of SipHash. */
    static final MessageKey KEY = new MessageKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** Of guards that have not understood their order. */
    private static final MessageKey NO_KEY = new MessageKey(0, 0);

    private Reports() {}

    /** {@return the line in which a guard reports something} */
    public static String sealed(Guarded guard, String report) {
        return guard.key().seal(report);
    }

    /** {@return the line in which a guard with a key reports something} */
    public static String sealed(String key, String report) {
        return keyOf(key).seal(report);
    }

    /** {@return the seal of a text with a key} */
    public static String sealOf(String key, String text) {
        return keyOf(key).sealOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageKey keyOf(String digits) {
        return new MessageKey(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    /** {@return the report in a line of a guard with the key of tests; other lines are returned unchanged} */
    static String opened(String line) {
        if (!line.startsWith("id ") && !line.startsWith("- ")) {
            return line;
        }
        Optional<String> report = KEY.open(line).or(() -> NO_KEY.open(line));
        assertThat(report).as("the seal of " + line).isPresent();
        return report.get();
    }
}
