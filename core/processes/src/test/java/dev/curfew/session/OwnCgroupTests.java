package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCgroupTests {

    private static final String FIRST_VERSION = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu";

    private static List<String> mount(String root, String place) {
        return List.of(FIRST_VERSION, "41 31 0:38 " + root + " " + place + " rw,nosuid shared:9 - cgroup2 cgroup2 rw");
    }

    @Test
    void isFoundWhereVersionTwoIsMounted() throws Exception {
        assertThat(OwnCgroup.in(mount("/", "/sys/fs/cgroup"), List.of("0::/user.slice/a.scope")))
                .isEqualTo(Path.of("/sys/fs/cgroup/user.slice/a.scope"));
        assertThat(OwnCgroup.in(mount("/", "/sys/fs/cgroup/unified"), List.of("4:memory:/other", "0::/")))
                .isEqualTo(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void isFoundInAContainerThatSeesAPart() throws Exception {
        assertThat(OwnCgroup.in(mount("/docker/1", "/sys/fs/cgroup"), List.of("0::/docker/1/inner")))
                .isEqualTo(Path.of("/sys/fs/cgroup/inner"));
    }

    @Test
    void isMissedWithAReason() {
        assertThatThrownBy(() -> OwnCgroup.in(List.of(FIRST_VERSION), List.of("4:memory:/")))
                .isInstanceOf(IOException.class)
                .hasMessage("this JVM has no cgroup of version 2");
        assertThatThrownBy(() -> OwnCgroup.in(mount("/docker/1", "/sys/fs/cgroup"), List.of("0::/docker/12")))
                .hasMessage("the cgroup /docker/12 of this JVM is mounted nowhere");
        assertThatThrownBy(() -> OwnCgroup.in(mount("/", "/sys/fs/cgroup"), List.of("0::/../outside")))
                .hasMessage("the cgroup /../outside of this JVM is mounted nowhere");
        assertThatThrownBy(() -> OwnCgroup.in(List.of(FIRST_VERSION), List.of("0::/a")))
                .hasMessage("the cgroup /a of this JVM is mounted nowhere");
    }
}
