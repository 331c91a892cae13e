package dev.curfew.junit.episode;

import dev.curfew.episode.Verification;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The verifications for which tests run.
 *
 * <p>Nothing but text gets from who launches JUnit to its extensions, and with {@code @Timeout} a test has a thread of its
 * own: a configuration parameter of the launch names the verification.
 */
final class RunningVerifications {

    private static final String KEY = "curfew.verification";
    private static final Map<String, Verification> RUNNING = new ConcurrentHashMap<>();

    private RunningVerifications() {}

    /** {@return the verification that a test is part of, as long as it is not over} */
    static Optional<Verification> find(ExtensionContext context) {
        return context.getConfigurationParameter(KEY).map(RUNNING::get);
    }

    /** {@return one that has begun} */
    static Entry begin(Verification verification) {
        Entry entry = new Entry(UUID.randomUUID().toString());
        RUNNING.put(entry.id(), verification);
        return entry;
    }

    /**
     * Ends with the verification.
     *
     * @param id its name
     */
    record Entry(String id) implements AutoCloseable {

        /** {@return the configuration parameter of a launch} */
        Map<String, String> configuration() {
            return Map.of(KEY, id);
        }

        @Override
        public void close() {
            RUNNING.remove(id);
        }
    }
}
