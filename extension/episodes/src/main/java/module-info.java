/**
 * Episodes in JUnit Jupiter tests: rewards by tests, and tests of agents.
 *
 * <p>Start with {@link dev.curfew.junit.episode.JUnitVerifier} and {@link dev.curfew.junit.episode.EpisodeTest}.
 */
module dev.curfew.junit.episodes {
    requires static transitive org.jspecify;
    requires transitive dev.curfew.agents;
    requires transitive dev.curfew.junit;
    // Users bring their own versions, and only the libraries they use need to be present.
    requires static transitive org.assertj.core;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.platform.launcher;

    exports dev.curfew.junit.episode;
    exports dev.curfew.junit.episode.assertj;
}
