/**
 * Curfew in JUnit Jupiter tests, with AssertJ assertions.
 *
 * <p>Begin at {@link dev.curfew.junit.WithBackgroundProcesses}.
 */
module dev.curfew.junit {
    requires static transitive org.jspecify;
    requires transitive dev.curfew.core;
    // The user's own versions count, and only what is used has to be there.
    requires static transitive org.assertj.core;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.platform.launcher;

    exports dev.curfew.junit;
    exports dev.curfew.junit.assertj;
    exports dev.curfew.junit.episode;

    provides org.junit.platform.launcher.LauncherSessionListener with
            dev.curfew.junit.SessionListener;
}
