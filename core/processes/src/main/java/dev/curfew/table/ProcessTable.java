package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;
import java.util.List;
import java.util.Optional;

/** The system's process table. Thread-safe. */
public interface ProcessTable {

    /** {@return all processes; those that start or end during the call may be missing} */
    List<ProcessEntry> entries();

    /**
     * {@return the processes that have begun since a time; those that start or end during the call may be missing, and so may
     * kernel threads and guards}
     *
     * @param earliest the time, as {@link ProcessIdentity#start()}
     */
    default List<ProcessEntry> entriesSince(long earliest) {
        return entries().stream()
                .filter(entry -> entry.identity().start() >= earliest)
                .toList();
    }

    /**
     * {@return a process, or empty if it does not exist}
     *
     * @param pid the pid
     */
    Optional<ProcessEntry> entry(long pid);

    /**
     * {@return the marks of a process, as far as they are readable}
     *
     * @param pid the pid
     */
    ProcessMarks marks(long pid);

    /**
     * {@return the most recently assigned pid, or a negative number if the system does not provide it}
     *
     * <p>If it is the same before and after reading all processes, no process was missed.
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
     * @param pid the pid
     */
    String commandLine(long pid);

    /** {@return the process table of this system} */
    static ProcessTable ofThisSystem() {
        return LinuxProcessTable.isAvailable() ? new LinuxProcessTable() : ofHandles();
    }

    /** {@return what the JDK shows of the process table, on every system} */
    static ProcessTable ofHandles() {
        return new HandleProcessTable();
    }
}
