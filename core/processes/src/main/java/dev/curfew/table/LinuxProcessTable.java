package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The process table in {@code /proc}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class LinuxProcessTable implements ProcessTable {

    private static final File ROOT = new File("/proc");
    private static final File LOAD = new File(ROOT, "loadavg");

    /** The label of RLIMIT_LOCKS in /proc/PID/limits. */
    private static final String LOCKS = "\nMax file locks ";

    /**
     * Larger than any {@code stat} file. A stream's default buffer is ten times as large, and there is one read per
     * process.
     */
    private static final int SMALL_FILE = 1024;

    /**
     * Indexes of the fields in {@code stat} after the command name, which is in parentheses and may contain any
     * character.
     */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int FLAGS = 6;
    private static final int THREADS = 17;
    private static final int START = 19;

    /** Bits of the flags field: PF_EXITING and PF_KTHREAD in the kernel's sched.h. */
    private static final long EXITING = 0x4;

    private static final long KERNEL_THREAD = 0x20_0000;

    private static final Duration PAUSE = Duration.ofNanos(200_000);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

    static boolean isAvailable() {
        return new File(ROOT, "self/stat").exists();
    }

    @Override
    public List<ProcessEntry> entries() {
        List<ProcessEntry> entries = new ArrayList<>();
        String[] names = ROOT.list();
        if (names != null) {
            for (String name : names) {
                if (Character.isDigit(name.charAt(0))) {
                    entry(Long.parseLong(name)).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    @Override
    public Optional<ProcessEntry> entry(long pid) {
        String[] fields = fields(read(pid, "stat"));
        if (fields.length <= START) {
            return Optional.empty();
        }
        return Optional.of(new ProcessEntry(
                new ProcessIdentity(pid, Long.parseLong(fields[START])),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                state(fields)));
    }

    /** A process whose main thread has exited looks like a zombie even if other threads are still running. */
    private static char state(String[] fields) {
        char state = fields[STATE].charAt(0);
        return state == 'Z' && Integer.parseInt(fields[THREADS]) > 1 ? 'S' : state;
    }

    private static String[] fields(String stat) {
        int nameEnd = stat.lastIndexOf(')');
        return nameEnd < 0 ? new String[0] : stat.substring(nameEnd + 2).split(" ", START + 2);
    }

    @Override
    public ProcessMarks marks(long pid) {
        String limits = read(pid, "limits");
        int at = limits.indexOf(LOCKS) + LOCKS.length();
        if (at < LOCKS.length()) {
            return new ProcessMarks(ProcessMarks.NONE, ProcessMarks.NONE, cookies(pid));
        }
        String[] values = limits.substring(at, limits.indexOf('\n', at)).strip().split(" +", -1);
        return new ProcessMarks(limit(values[0]), limit(values[1]), cookies(pid));
    }

    private static long limit(String text) {
        return text.equals("unlimited") ? ProcessMarks.NONE : Long.parseLong(text);
    }

    /** The last field of /proc/loadavg, which also counts the ids of threads. */
    @Override
    public long lastPid() {
        String line = read(LOAD).strip();
        try {
            return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    private List<String> cookies(long pid) {
        String environment = read(pid, "environ");
        long deadline = System.nanoTime() + LONGEST_LOOK.toNanos();
        while (environment.isEmpty() && isChangingProgram(pid) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            environment = read(pid, "environ");
        }
        return Cookies.in(environment);
    }

    /**
     * During execve(2), a process briefly shows neither arguments nor environment, and a process that gets no CPU time
     * stays in that state. Taking it for an unmarked process would lose it.
     */
    private static boolean isChangingProgram(long pid) {
        if (!read(pid, "cmdline").isEmpty()) {
            return false;
        }
        String[] fields = fields(read(pid, "stat"));
        return fields.length > FLAGS && (Long.parseLong(fields[FLAGS]) & (EXITING | KERNEL_THREAD)) == 0;
    }

    @Override
    public String commandLine(long pid) {
        String line = read(pid, "cmdline").replace('\0', ' ').strip();
        return line.isEmpty()
                ? "(unknown)"
                : new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * {@return the bytes of a file as Latin-1, or an empty text if the process has ended or the file is not readable}
     */
    private static String read(long pid, String file) {
        return read(new File(ROOT, pid + "/" + file));
    }

    private static String read(File file) {
        try (InputStream stream = new FileInputStream(file)) {
            byte[] first = new byte[SMALL_FILE];
            int count = Math.max(0, stream.read(first));
            String start = new String(first, 0, count, StandardCharsets.ISO_8859_1);
            return count < SMALL_FILE ? start : start + new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
