package dev.curfew.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real process trees, started inside the tests of a test class, whose end is then read from {@code /proc}. */
final class Trees {

    /** A child, one in a session of its own, a grandchild in such a session, and an orphan. */
    private static final String SCRIPT = """
            sleep 600 & echo "member $!"
            setsid sleep 600 & echo "member $!"
            setsid sh -c 'sleep 600 & echo "member $!"; echo "member $$"; wait' &
            (sleep 600 & echo "member $!")
            echo "member $$"
            wait
            """;

    private static final int MEMBERS = 6;
    private static final Pattern ALL_MEMBERS = Pattern.compile("(?:member \\d+\\s+){" + MEMBERS + "}");
    private static final Pattern MEMBER = Pattern.compile("member (\\d+)");
    private static final Map<Class<?>, Queue<ProcessIdentity>> STARTED = new ConcurrentHashMap<>();

    private Trees() {}

    /** Start a tree for a test class. */
    static BackgroundProcess start(ProcessRegistry processes, Class<?> owner) {
        return start(processes, owner, SCRIPT);
    }

    /** Start a tree whose processes all ignore SIGTERM. */
    static BackgroundProcess startStubborn(ProcessRegistry processes, Class<?> owner) {
        return start(processes, owner, "trap '' TERM HUP\n" + SCRIPT);
    }

    private static BackgroundProcess start(ProcessRegistry processes, Class<?> owner, String script) {
        BackgroundProcess tree = processes.start(Command.shell(script).withName("tree"));
        tree.expect(ALL_MEMBERS);
        List<ProcessIdentity> members = new ArrayList<>();
        Matcher matcher = MEMBER.matcher(tree.output().text());
        while (matcher.find()) {
            members.add(identity(Long.parseLong(matcher.group(1))));
        }
        if (members.size() != MEMBERS || !members.stream().allMatch(Trees::isAlive)) {
            throw new AssertionError("The tree is not alive: " + members);
        }
        STARTED.computeIfAbsent(owner, key -> new ConcurrentLinkedQueue<>()).addAll(members);
        return tree;
    }

    /** {@return all processes that were started for a test class} */
    static List<ProcessIdentity> startedBy(Class<?> owner) {
        return List.copyOf(STARTED.getOrDefault(owner, new ConcurrentLinkedQueue<>()));
    }

    /** {@return those of them that are alive} */
    static List<ProcessIdentity> aliveOf(Class<?> owner) {
        return startedBy(owner).stream().filter(Trees::isAlive).toList();
    }

    static boolean isAlive(ProcessIdentity identity) {
        return stat(identity.pid())
                .filter(fields -> !fields[0].equals("Z") && !fields[0].equals("X"))
                .filter(fields -> start(fields) == identity.start())
                .isPresent();
    }

    static ProcessIdentity identity(long pid) {
        return new ProcessIdentity(pid, start(stat(pid).orElseThrow()));
    }

    /** The fields after the name of the program, which may hold blanks: the state is the first. */
    private static Optional<String[]> stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            // Gone, or going while its file was read.
            return Optional.empty();
        }
    }

    private static long start(String[] fields) {
        return Long.parseLong(fields[19]);
    }
}
