package dev.curfew.process;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A resource of a command that can be limited with {@link Command#withLimit(Resource, long)}.
 *
 * <p>Unless stated otherwise, limits are those of {@code getrlimit(2)}: they apply to each process separately, and are
 * inherited by its children. A guard sets them on Linux before the command runs; if they cannot be set, the start
 * fails.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum Resource {
    /**
     * The CPU time of a process, in seconds. A process that exceeds it receives {@link Signal#XCPU}, and
     * {@link Signal#KILL} a second later.
     */
    CPU_SECONDS(0, ""),
    /** The size of a file written by a process, in bytes; a write beyond it raises {@link Signal#XFSZ}. May be zero. */
    FILE_BYTES(1, ""),
    /** The size of a core file, in bytes; zero for no core file. */
    CORE_BYTES(4, ""),
    /**
     * The number of processes and threads of the user on the whole machine; starting more fails with an error. The
     * limit does not apply to root: a start as root fails.
     */
    USER_PROCESSES(6, ""),
    /** The number of open files; opening more fails with an error. */
    OPEN_FILES(7, ""),
    /**
     * The address space of a process, in bytes; allocating more fails with an error. Programs that reserve much more
     * than they use, such as those in Java and Go, need gigabytes.
     */
    ADDRESS_SPACE_BYTES(9, ""),
    /**
     * The memory of the command and all its descendants, in bytes: {@code memory.max} of its version 2 cgroup. If they
     * use more, the kernel kills one of them. Requires {@link Containment#CGROUP}; without it the start fails.
     */
    MEMORY_BYTES(-1, "memory.max"),
    /**
     * The number of processes and threads of the command and all its descendants: {@code pids.max} of its version 2
     * cgroup. Starting more fails with an error. Requires {@link Containment#CGROUP}; without it the start fails.
     */
    PROCESSES(-1, "pids.max");

    private final int number;
    private final String file;

    Resource(int number, String file) {
        this.number = number;
        this.file = file;
    }

    /** {@return the number of the resource limit on Linux, or empty for a limit of a cgroup} */
    public OptionalInt number() {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** {@return the cgroup file that contains the limit, or an empty text if it is not a limit of a cgroup} */
    public String cgroupFile() {
        return file;
    }

    boolean mayBeZero() {
        return this == FILE_BYTES || this == CORE_BYTES;
    }
}
