package dev.curfew.junit.episode;

import dev.curfew.episode.Verification;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The verifications whose tests are running.
 *
 * <p>A configuration parameter of the launch identifies the verification: a launch can pass only text to its
 * extensions, and a thread-local variable does not work, because {@code @Timeout} may run a test on another thread.
 */
final class RunningVerifications {

    private static final String KEY = "curfew.verification";
    private static final Map<String, Verification> RUNNING = new ConcurrentHashMap<>();

    private RunningVerifications() {}

    /** {@return the verification that a test is part of, or empty if it is over} */
    static Optional<Verification> find(ExtensionContext context) {
        return context.getConfigurationParameter(KEY).map(RUNNING::get);
    }

    /** {@return the registration of a verification that begins now} */
    static Entry begin(Verification verification) {
        Entry entry = new Entry(UUID.randomUUID().toString());
        RUNNING.put(entry.id(), verification);
        return entry;
    }

    /**
     * The registration of a running verification; closing it removes the registration.
     *
     * @param id the identifier
     */
    record Entry(String id) implements AutoCloseable {

        /** {@return the configuration parameters that identify the verification to a launch} */
        Map<String, String> configuration() {
            return Map.of(KEY, id);
        }

        @Override
        public void close() {
            RUNNING.remove(id);
        }
    }
}
