package dev.curfew.it;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Real processes, and whether they are alive. */
final class Proc {

    private static final Queue<Long> STARTED = new ConcurrentLinkedQueue<>();

    private Proc() {}

    /** Start a process with a child that has left its session, and remember both. */
    static BackgroundProcess start(ProcessRegistry processes) {
        BackgroundProcess process = processes.start(
                Command.shell("setsid sleep 600 & echo \"child $!\"; wait").withName("server"));
        long child = Long.parseLong(
                process.expect(Pattern.compile("child (\\d+)\\n")).group(1));
        STARTED.addAll(List.of(process.pid(), child));
        return process;
    }

    /** {@return how many processes have been started since the last call, after which all of them have to be dead} */
    static int forgetDead() {
        List<Long> alive = STARTED.stream().filter(Proc::isAlive).toList();
        if (!alive.isEmpty()) {
            throw new AssertionError("Still alive: " + alive);
        }
        int count = STARTED.size();
        STARTED.clear();
        return count;
    }

    static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
