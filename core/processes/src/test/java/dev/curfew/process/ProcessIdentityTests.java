package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTests {

    @Test
    void tellsAProcessFromALaterOneWithTheSamePid() {
        ProcessIdentity first = new ProcessIdentity(4711, 100);

        assertThat(first).isEqualTo(new ProcessIdentity(4711, 100)).isNotEqualTo(new ProcessIdentity(4711, 101));
    }

    @Test
    void showsWhatPeopleCanUse() {
        assertThat(new ProcessIdentity(4711, 100)).hasToString("pid 4711");
    }
}
