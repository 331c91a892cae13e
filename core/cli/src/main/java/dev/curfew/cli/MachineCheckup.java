package dev.curfew.cli;

import dev.curfew.session.OneShotCommand;
import dev.curfew.spawn.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what every scope needs on this machine. */
final class MachineCheckup {

    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");
    private static final int FEWEST_FILES = 1024;
    private static final int FEWEST_PROCESSES = 256;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private MachineCheckup() {}

    static List<Finding> findings() {
        return List.of(
                system(),
                Finding.ok("Java", Runtime.version() + " of " + System.getProperty("java.home")),
                processTable(),
                temp(),
                terminals(),
                limit("open files", "Max open files", FEWEST_FILES, "raise it: ulimit -n 65536"),
                limit("processes", "Max processes", FEWEST_PROCESSES, "raise it: ulimit -u 4096"));
    }

    private static Finding system() {
        String name = System.getProperty("os.name") + " " + System.getProperty("os.version") + " on "
                + System.getProperty("os.arch");
        boolean supported =
                System.getProperty("os.name").equals("Linux") && ARCHITECTURES.contains(System.getProperty("os.arch"));
        return supported
                ? Finding.ok("system", name)
                : Finding.missing("system", name + " has no guards", "use Linux on x86-64 or aarch64");
    }

    private static Finding processTable() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            String options = mounts.map(line -> line.split(" ", -1))
                    .filter(mount -> mount.length > 3 && mount[1].equals("/proc"))
                    .map(mount -> mount[3])
                    .reduce("", (first, second) -> second);
            boolean hides = Stream.of(options.split(",", -1))
                    .anyMatch(option -> option.matches("hidepid=([124]|noaccess|invisible|ptraceable)"));
            return hides
                    ? Finding.ok(
                            "/proc",
                            "hides processes of other users (" + options
                                    + "): those that a command starts as another user are ended by its guard, but not listed")
                    : Finding.ok("/proc", "shows the processes of all users");
        } catch (IOException e) {
            return Finding.missing("/proc", "cannot be read: " + e, "mount it: mount -t proc proc /proc");
        }
    }

    private static Finding temp() {
        Path temp = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        String next = "name another one: -Djava.io.tmpdir=FOLDER";
        try {
            Path script = Files.createTempFile(temp, "curfew-doctor-", "");
            try {
                return runs(temp, script);
            } finally {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            return Finding.missing("temp folder", temp + " cannot be written: " + e, next);
        }
    }

    private static Finding runs(Path temp, Path script) throws IOException {
        Files.writeString(script, "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        String free = temp + ", " + Files.getFileStore(temp).getUsableSpace() / 1_000_000 + " MB are free";
        try {
            OneShotCommand.of(List.of(script.toString())).run(LIMIT);
            return Finding.ok("temp folder", free);
        } catch (IOException e) {
            return Finding.ok(
                    "temp folder", free + "; programs cannot run in it, so Curfew keeps its own in another folder");
        }
    }

    private static Finding terminals() {
        return Spawner.problemOfTerminals()
                .map(problem -> Finding.absent(
                        "terminals", problem, "name a temp folder in which programs may run: -Djava.io.tmpdir=FOLDER"))
                .orElseGet(() -> Finding.ok("terminals", "commands can have terminals"));
    }

    private static Finding limit(String subject, String name, int fewest, String next) {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            String soft = limits.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split(" +", 2)[0])
                    .findFirst()
                    .orElse("unlimited");
            boolean enough = soft.equals("unlimited") || Long.parseLong(soft) >= fewest;
            return enough
                    ? Finding.ok(subject, soft + " at most")
                    : Finding.missing(subject, soft + " at most, which is less than " + fewest, next);
        } catch (IOException e) {
            return Finding.absent(subject, "the limit cannot be read: " + e, "");
        }
    }
}
