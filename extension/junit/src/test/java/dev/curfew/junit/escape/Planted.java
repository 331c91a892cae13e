package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An escape that no registry contains. */
record Planted(Process command, CgroupLeaf leaf) {

    static Planted start(Workplace workplace, CgroupLeaf leaf, String... escape) throws IOException {
        return start(List.of(), leaf, workplace.escapes().resolve("esc"), escape);
    }

    /** Start an escape behind a prefix, and wait until it is ready. */
    static Planted start(List<String> prefix, CgroupLeaf leaf, Path program, String... escape) throws IOException {
        List<String> line = new ArrayList<>(leaf.entering());
        line.addAll(prefix);
        line.add(program.toString());
        line.addAll(Arrays.asList(escape));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PLANTED", "by a test");
        Process command = builder.start();
        String answer = command.inputReader(StandardCharsets.UTF_8).readLine();
        if (answer == null || !answer.startsWith("ready ")) {
            throw new IOException("Expected \"ready ...\" of " + line + ", got " + answer);
        }
        return new Planted(command, leaf);
    }

    List<LiveProcess> alive() {
        return leaf.alive();
    }

    /** {@return the pid of the daemon, when the command that has made it is gone} */
    long daemon() throws InterruptedException {
        if (!command.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The command stays: " + alive());
        }
        return only();
    }

    /** {@return the pid of the only one that is alive} */
    long only() {
        List<LiveProcess> alive = alive();
        if (alive.size() != 1) {
            throw new IllegalStateException("Expected one process: " + alive);
        }
        return alive.get(0).pid();
    }

    /** {@return a file in the folder of a process in {@code /proc}} */
    static String file(long pid, String name) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), name), StandardCharsets.ISO_8859_1);
    }

    /** {@return a line of {@code status}, without its name} */
    static String status(long pid, String name) throws IOException {
        return file(pid, "status")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** {@return field 6 of {@code stat}} */
    static long session(long pid) throws IOException {
        String stat = file(pid, "stat");
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }
}
