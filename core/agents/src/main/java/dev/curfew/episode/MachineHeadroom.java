package dev.curfew.episode;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads files of the kernel. A limit whose file is missing is ignored. */
final class MachineHeadroom implements Headroom {

    private static final long MIB = 1 << 20;
    private static final long FLOOR = 512 * MIB;
    private static final long PART = 20;
    private static final long FEWEST_PIDS = 256;
    private static final int MOST_BYTES = 16_384;

    private final Path proc;
    private final Path cgroups;

    MachineHeadroom(Path proc, Path cgroups) {
        this.proc = proc;
        this.cgroups = cgroups;
    }

    static MachineHeadroom ofThisMachine() {
        return new MachineHeadroom(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    @Override
    public Optional<String> shortage() {
        Optional<Path> cgroup = cgroup();
        return memory("memory", kib("MemAvailable:"), kib("MemTotal:"))
                .or(() -> cgroup.flatMap(MachineHeadroom::memoryOf))
                .or(() -> pids("pids", tasks(), number(proc.resolve("sys/kernel/pid_max"))))
                .or(() -> cgroup.flatMap(folder -> pids(
                        "pids of the cgroup",
                        number(folder.resolve("pids.current")),
                        number(folder.resolve("pids.max")))));
    }

    private static Optional<String> memoryOf(Path cgroup) {
        OptionalLong max = number(cgroup.resolve("memory.max"));
        OptionalLong used = number(cgroup.resolve("memory.current"));
        // The page cache can be dropped.
        long cache = value(cgroup.resolve("memory.stat"), "inactive_file").orElse(0);
        return max.isEmpty() || used.isEmpty()
                ? Optional.empty()
                : memory("memory of the cgroup", OptionalLong.of(max.getAsLong() - used.getAsLong() + cache), max);
    }

    private static Optional<String> memory(String what, OptionalLong available, OptionalLong total) {
        if (available.isEmpty() || total.isEmpty()) {
            return Optional.empty();
        }
        long floor = Math.min(FLOOR, total.getAsLong() / PART);
        return available.getAsLong() >= floor
                ? Optional.empty()
                : Optional.of("%s is short, %d MiB available of %d MiB, at least %d MiB wanted"
                        .formatted(what, available.getAsLong() / MIB, total.getAsLong() / MIB, floor / MIB));
    }

    private static Optional<String> pids(String what, OptionalLong used, OptionalLong max) {
        boolean isShort = used.isPresent() && max.isPresent() && max.getAsLong() - used.getAsLong() < FEWEST_PIDS;
        return isShort
                ? Optional.of("%s are short, %d of %d are used".formatted(what, used.getAsLong(), max.getAsLong()))
                : Optional.empty();
    }

    private OptionalLong kib(String key) {
        OptionalLong kib = value(proc.resolve("meminfo"), key);
        return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * 1024) : kib;
    }

    /** {@return the number of threads on the machine: the fourth field has the form {@code running/all}} */
    private OptionalLong tasks() {
        String[] parts = text(proc.resolve("loadavg")).split("[ /]", -1);
        return parts.length > 4 ? parsed(parts[4]) : OptionalLong.empty();
    }

    private Optional<Path> cgroup() {
        return text(proc.resolve("self/cgroup"))
                .lines()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> cgroups.resolve(line.substring("0::/".length())))
                .findFirst();
    }

    private static OptionalLong value(Path file, String key) {
        return text(file)
                .lines()
                .map(line -> List.of(line.split("\\s+", -1)))
                .filter(words -> words.size() > 1 && words.get(0).equals(key))
                .map(words -> parsed(words.get(1)))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(Path file) {
        return parsed(text(file).strip());
    }

    /** {@return the number, or empty for {@code max}, which means that there is no limit} */
    private static OptionalLong parsed(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String text(Path file) {
        // In a single read: files below /proc/sys return only their beginning when they are read in several pieces.
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[MOST_BYTES];
            int count = in.read(bytes);
            return new String(bytes, 0, Math.max(0, count), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
