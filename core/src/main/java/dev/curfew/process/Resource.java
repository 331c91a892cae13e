package dev.curfew.process;

import java.util.OptionalInt;

/**
 * What the system counts for a command and what can be limited with {@link Command#limiting(Resource, long)}.
 *
 * <p>Those that are not said to be of a cgroup are limits of {@code getrlimit(2)}: each process has its own count, and
 * hands its limits on to those that it starts. A guard sets them on Linux, before the command runs; where they cannot be
 * set the start fails.
 *
 * @since 0.1
 */
public enum Resource {
    /**
     * The time of the processor that a process may use, in seconds. It gets {@link Signal#XCPU} then, and
     * {@link Signal#KILL} a second later.
     */
    CPU_SECONDS(0, ""),
    /** The bytes that a file may grow to by a write; who writes more gets {@link Signal#XFSZ}. May be zero. */
    FILE_BYTES(1, ""),
    /** The bytes of a core file; zero for none. */
    CORE_BYTES(4, ""),
    /**
     * The processes and threads that the user may have on the whole machine; who starts more gets an error. It does not bind
     * root: a start as root fails.
     */
    USER_PROCESSES(6, ""),
    /** The number of open files; who opens more gets an error. */
    OPEN_FILES(7, ""),
    /**
     * The bytes of address space of a process; who wants more gets an error. Programs that reserve much more than they use,
     * such as those in Java and Go, need gigabytes of it.
     */
    ADDRESS_SPACE_BYTES(9, ""),
    /**
     * The bytes of memory of the command with everything that it starts: {@code memory.max} of its cgroup, version 2. The
     * system kills one of them if they use more. It needs {@link Containment#CGROUP}: without it a start fails.
     */
    MEMORY_BYTES(-1, "memory.max"),
    /**
     * The processes and threads of the command with everything that it starts: {@code pids.max} of its cgroup, version 2.
     * Who starts more gets an error. It needs {@link Containment#CGROUP}: without it a start fails.
     */
    PROCESSES(-1, "pids.max");

    private final int number;
    private final String file;

    Resource(int number, String file) {
        this.number = number;
        this.file = file;
    }

    /** {@return the number of the limit on Linux, or empty if it is one of a cgroup} */
    public OptionalInt number() {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** {@return the file of the cgroup in which the limit stands, or an empty text if it is none of a cgroup} */
    public String cgroupFile() {
        return file;
    }

    boolean mayBeZero() {
        return this == FILE_BYTES || this == CORE_BYTES;
    }
}
