package dev.curfew.junit.escape;

import java.util.List;
import java.util.Locale;

/** The ways in which a scope or the JVM ends. */
enum End {
    PASSES,
    FAILS,
    TIMES_OUT,
    TIMES_OUT_IN_OTHER_THREAD,
    INTERRUPTED,
    CLOSE,
    SIGKILL,
    SIGTERM,
    HALT,
    EXIT;

    /** {@return the ends that the JVM survives} */
    static List<End> ofScope() {
        return List.of(PASSES, FAILS, TIMES_OUT, TIMES_OUT_IN_OTHER_THREAD, INTERRUPTED, CLOSE);
    }

    /** {@return the ends of the JVM} */
    static List<End> ofJvm() {
        return List.of(SIGKILL, SIGTERM, HALT, EXIT);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
