/**
 * Curfew in JUnit Jupiter tests, with AssertJ assertions.
 *
 * <p>Start with {@link dev.curfew.junit.WithBackgroundProcesses}.
 */
@SuppressWarnings("module") // The module that may see the evidence is built after this one.
module dev.curfew.junit {
    requires static transitive org.jspecify;
    requires transitive dev.curfew.core;
    // Users bring their own versions, and only the libraries they use need to be present.
    requires static transitive org.assertj.core;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.platform.launcher;

    exports dev.curfew.junit;
    exports dev.curfew.junit.assertj;
    exports dev.curfew.junit.configuration to
            dev.curfew.junit.episodes;
    exports dev.curfew.junit.evidence to
            dev.curfew.junit.episodes;

    provides org.junit.platform.launcher.LauncherSessionListener with
            dev.curfew.junit.SessionListener;
}
