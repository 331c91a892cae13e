package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the right server was stopped, and no other. */
@VerifiesEpisode
class ServerChecks {

    private final String servers;

    ServerChecks(Verification episode) {
        BackgroundProcess ps = episode.start(Command.of("ps", "-eo", "args"));
        ps.waitFor();
        servers = ps.output().text();
    }

    @Test
    void hasStoppedTheRunaway() {
        assertThat(servers).as("the server stock is stopped").doesNotContain("server.py stock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "post"})
    void hasSparedTheOthers(String name) {
        assertThat(servers).as("the server " + name + " runs").contains("server.py " + name);
    }
}
