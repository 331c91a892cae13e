package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.HostProcesses;

/** Processes that are distinguished from all others by the duration of their sleep. */
final class Traces {

    private final String seconds = HostProcesses.uniqueNumber();

    /** {@return a command line of a process that does not end by itself} */
    String sleep() {
        return "sleep " + seconds;
    }

    void requireNone() {
        assertThat(HostProcesses.alive(seconds)).isEmpty();
    }
}
