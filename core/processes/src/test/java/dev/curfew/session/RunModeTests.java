package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunModeTests {

    @Test
    void isTakenFromTheSetting() {
        assertThat(RunMode.of("auto", "Linux")).isEqualTo(RunMode.AUTO);
        assertThat(RunMode.of("portable", "Mac OS X")).isEqualTo(RunMode.PORTABLE);
    }

    @Test
    void refusesOtherValues() {
        assertThatThrownBy(() -> RunMode.of("native", "Linux"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("system property curfew.mode must be auto or portable: [native]");
        assertThatThrownBy(() -> RunMode.of("", "Linux"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("system property curfew.mode must be auto or portable: []");
    }

    @Test
    void refusesWindows() {
        assertThatThrownBy(() -> RunMode.of("auto", "Windows 11"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Curfew does not run on Windows; run it on Linux, or in the Windows Subsystem for Linux");
    }

    @Test
    void saysHowToGetGuards() {
        assertThat(RunMode.AUTO.wayToGuards())
                .isEqualTo("run on Linux on x86-64 or aarch64, with /proc and a folder where programs may run");
        assertThat(RunMode.PORTABLE.wayToGuards()).isEqualTo("remove the system property curfew.mode=portable");
    }
}
