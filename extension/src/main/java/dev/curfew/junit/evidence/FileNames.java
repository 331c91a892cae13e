package dev.curfew.junit.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/** Names for files, from what people call tests and commands. */
final class FileNames {

    private static final int MAX_LENGTH = 80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final AtomicLong COUNT = new AtomicLong();

    private FileNames() {}

    /** {@return the text with an underscore for all that a file system or a shell may not like} */
    static String safe(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]+", "_");
        return safe.substring(0, Math.min(safe.length(), MAX_LENGTH));
    }

    /** {@return a name that no earlier run has used: JUnit 5.12 refuses a directory that exists} */
    static String unique() {
        return "processes-" + TIME.format(Instant.now()) + "-" + COUNT.incrementAndGet();
    }
}
