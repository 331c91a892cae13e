package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Match;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another JVM with two commands that do not end.
 *
 * @param jvm the JVM
 * @param temp its temp folder
 * @param first the pid of the first command, which has a child
 * @param child the pid of its child
 * @param second the pid of the second command
 */
record Harness(BackgroundProcess jvm, Path temp, long first, long child, long second) {

    static Harness start(ProcessRegistry registry, Path temp) {
        List<String> argv = Cli.jvm(temp, List.of(), Harness.class);
        BackgroundProcess jvm = registry.start(Command.of(argv).withName("harness"));
        Match pids = jvm.expect(Pattern.compile("pids (\\d+) (\\d+) (\\d+)\n"));
        return new Harness(
                jvm, temp, Long.parseLong(pids.group(1)), Long.parseLong(pids.group(2)), Long.parseLong(pids.group(3)));
    }

    /** {@return the folder of its session} */
    Path session() throws IOException {
        try (Stream<Path> users = Files.list(temp)) {
            Path user = users.filter(path -> path.getFileName().toString().startsWith("curfew-"))
                    .findFirst()
                    .orElseThrow();
            try (Stream<Path> sessions = Files.list(user)) {
                return sessions.filter(path -> path.getFileName().toString().startsWith(jvm.pid() + "-"))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    /** Kill it, its guards and its warden; it is stopped first, because it would start another warden. */
    void crash(ProcessRegistry registry) throws IOException {
        String folder = session().toString();
        run(registry, "kill -STOP " + jvm.pid());
        String helpers = ProcessHandle.allProcesses()
                .filter(process -> isHelper(process, folder))
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        run(registry, "kill -KILL " + helpers + " " + jvm.pid());
        jvm.waitFor();
    }

    /** A guard is a child of the fork server, which is a child of the JVM. */
    private boolean isHelper(ProcessHandle process, String folder) {
        boolean ofJvm = process.parent()
                .filter(parent ->
                        isJvm(parent) || parent.parent().filter(this::isJvm).isPresent())
                .isPresent();
        return process.info()
                .commandLine()
                .filter(line -> line.contains(folder) || (ofJvm && line.contains("/curfew-guard-")))
                .isPresent();
    }

    private boolean isJvm(ProcessHandle process) {
        return process.pid() == jvm.pid();
    }

    private static void run(ProcessRegistry registry, String script) {
        assertThat(registry.start(script).waitFor().success()).as(script).isTrue();
    }

    static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the commands, and waits. */
    public static void main(String[] arguments) throws IOException {
        ProcessRegistry registry = ProcessRegistry.open();
        BackgroundProcess first =
                registry.start(Command.of("sh", "-c", "sleep 3000 & echo $!; wait", "sh", "API_TOKEN=s3cret-s3cret"));
        String child = first.expect(Pattern.compile("(\\d+)\n")).group(1);
        BackgroundProcess second = registry.start("exec sleep 4000");
        System.out.println("pids " + first.pid() + " " + child + " " + second.pid());
        if (System.in.read() < 0) {
            System.out.println("second " + second.waitFor());
        }
    }
}
