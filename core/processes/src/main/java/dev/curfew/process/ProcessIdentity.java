package dev.curfew.process;

import org.apiguardian.api.API;

/**
 * Identifies a process by its pid together with its start time, because the kernel reuses pids.
 *
 * @param pid the process id
 * @param start the start time: on Linux in clock ticks since the boot of the machine (field 22 of
 *     {@code /proc/PID/stat}), elsewhere in milliseconds since the epoch; only comparable between processes of the same
 *     boot
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record ProcessIdentity(long pid, long start) {

    /** {@return the pid, as people write it; the start time is for comparing, not for reading} */
    @Override
    public String toString() {
        return "pid " + pid;
    }
}
