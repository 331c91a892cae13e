package dev.curfew.junit.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/** File names derived from the names of tests and commands. */
final class EvidenceFileNames {

    private static final int MAX_LENGTH = 80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final AtomicLong COUNT = new AtomicLong();

    private EvidenceFileNames() {}

    /** {@return the text with all characters that are unsafe in file systems or shells replaced by underscores} */
    static String safe(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]+", "_");
        return safe.substring(0, Math.min(safe.length(), MAX_LENGTH));
    }

    /** {@return a name that no earlier run has used, because JUnit 5.12 rejects an existing directory} */
    static String unique() {
        return "processes-" + TIME.format(Instant.now()) + "-" + COUNT.incrementAndGet();
    }
}
