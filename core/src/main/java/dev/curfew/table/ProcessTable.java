package dev.curfew.table;

import java.util.List;
import java.util.Optional;

/** The system's process table. Thread-safe. */
public interface ProcessTable {

    /** {@return all processes; those that come and go while it is read may be missing} */
    List<ProcessEntry> entries();

    /**
     * {@return a process, or empty if it is gone}
     *
     * @param pid its pid
     */
    Optional<ProcessEntry> entry(long pid);

    /**
     * {@return the marks of a process, as far as it shows them}
     *
     * @param pid its pid
     */
    ProcessMarks marks(long pid);

    /**
     * {@return the pid that was given out last, or a negative number where the system does not tell}
     *
     * <p>If it is the same before and after a look at all processes, then none was missed.
     */
    long lastPid();

    /** {@return whether it shows processes at all; if not even this JVM is shown, that another process is not means nothing} */
    default boolean showsProcesses() {
        return entry(ProcessHandle.current().pid()).isPresent();
    }

    /**
     * {@return whether it shows every process, with its marks: only then is nothing left where none is found}
     */
    boolean isComplete();

    /**
     * {@return the command line of a process, or {@code "(unknown)"}}
     *
     * @param pid its pid
     */
    String commandLine(long pid);

    /** {@return the table of this system} */
    static ProcessTable ofThisSystem() {
        return LinuxProcessTable.isAvailable() ? new LinuxProcessTable() : new HandleProcessTable();
    }
}
