package dev.curfew.process;

/**
 * Which process: a pid together with its start time, because the kernel reuses pids.
 *
 * @param pid the process id
 * @param start when it started: on Linux in clock ticks since the machine's boot (field 22 of {@code /proc/PID/stat}),
 *     elsewhere in milliseconds since the epoch; comparable between processes of one boot only
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 * @since 0.1
 */
public record ProcessIdentity(long pid, long start) {

    @Override
    public String toString() {
        return "pid " + pid + " started at " + start;
    }
}
