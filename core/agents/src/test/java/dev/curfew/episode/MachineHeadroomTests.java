package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineHeadroomTests {

    private static final long GIB = 1L << 30;

    @TempDir
    Path root;

    private void write(String file, Object text) {
        Path path = root.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Headroom headroom() {
        return new MachineHeadroom(root.resolve("proc"), root.resolve("cgroup"));
    }

    @Test
    void limitsNothingWhereNothingIsKnown() {
        assertThat(headroom().shortage()).isEmpty();
    }

    @Test
    void readsTheFilesOfThisMachineWhoseLoadIsAnything() {
        assertThat(Headroom.ofThisMachine().shortage().orElse("short")).contains("short");
        assertThat(Headroom.unlimited().shortage()).isEmpty();
    }

    @Test
    void wantsAPartOfTheMemory() {
        write("proc/meminfo", "MemTotal: 2097152 kB\nMemFree: 1 kB\nMemAvailable: 104000 kB");

        assertThat(headroom().shortage())
                .hasValue("memory is short, 101 MiB available of 2048 MiB, at least 102 MiB wanted");
        write("proc/meminfo", "MemTotal: 2097152 kB\nMemAvailable: 105000 kB");
        assertThat(headroom().shortage()).isEmpty();
        write("proc/meminfo", "MemTotal: 99999999 kB\nMemAvailable: 524287 kB");
        assertThat(headroom().shortage())
                .hasValueSatisfying(text -> assertThat(text).endsWith("at least 512 MiB wanted"));
    }

    @Test
    void wantsAPartOfTheMemoryOfItsCgroup() {
        write("proc/self/cgroup", "0::/ours");
        write("cgroup/ours/memory.max", GIB);
        write("cgroup/ours/memory.current", GIB);
        assertThat(headroom().shortage())
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("memory of the cgroup is short, 0 MiB available"));

        write("cgroup/ours/memory.stat", "anon 5\ninactive_file " + GIB / 2);
        assertThat(headroom().shortage()).isEmpty();
        write("cgroup/ours/memory.max", "max");
        assertThat(headroom().shortage()).isEmpty();
    }

    @Test
    void wantsPids() {
        write("proc/loadavg", "0.1 0.2 0.3 2/32600 123");
        write("proc/sys/kernel/pid_max", 32768);
        assertThat(headroom().shortage()).hasValue("pids are short, 32600 of 32768 are used");

        write("proc/loadavg", "0.1 0.2 0.3 2/100 123");
        write("proc/self/cgroup", "0::/ours");
        write("cgroup/ours/pids.current", 400);
        write("cgroup/ours/pids.max", 512);
        assertThat(headroom().shortage()).hasValue("pids of the cgroup are short, 400 of 512 are used");
    }
}
