package dev.curfew.warden;

import java.util.List;
import java.util.Optional;

/** The system's process table. Thread-safe. */
interface ProcessTable {

    /** {@return all processes; those that come and go while it is read may be missing} */
    List<ProcessEntry> entries();

    /** {@return a process, or empty if it is gone} */
    Optional<ProcessEntry> entry(long pid);

    /** {@return the marks in the environment with which a process was started; none if it hides them} */
    List<String> cookies(long pid);

    /** {@return the command line of a process, or {@code "(unknown)"}} */
    String commandLine(long pid);

    /** {@return the table of this system} */
    static ProcessTable ofThisSystem() {
        return LinuxProcessTable.isAvailable() ? new LinuxProcessTable() : new HandleProcessTable();
    }
}
