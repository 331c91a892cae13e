package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process table as seen through {@link ProcessHandle}, for systems without {@code /proc}: it has parents, but
 * neither sessions nor environments. On Linux {@link ProcessHandle} reads {@code /proc} too, and without that shows no process.
 */
final class HandleProcessTable implements ProcessTable {

    @Override
    public List<ProcessEntry> entries() {
        return ProcessHandle.allProcesses().map(HandleProcessTable::entry).toList();
    }

    @Override
    public Optional<ProcessEntry> entry(long pid) {
        return ProcessHandle.of(pid).map(HandleProcessTable::entry);
    }

    private static ProcessEntry entry(ProcessHandle handle) {
        long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ProcessEntry(
                new ProcessIdentity(handle.pid(), start),
                handle.parent().map(ProcessHandle::pid).orElse(ProcessEntry.UNKNOWN),
                ProcessEntry.UNKNOWN,
                ProcessEntry.UNKNOWN,
                handle.isAlive() ? 'R' : 'X');
    }

    @Override
    public ProcessMarks marks(long pid) {
        return new ProcessMarks(ProcessMarks.NONE, ProcessMarks.NONE, List.of());
    }

    @Override
    public long lastPid() {
        return -1;
    }

    /** A process whose parent has ended could belong to any tree. */
    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public String commandLine(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .orElse("(unknown)");
    }
}
