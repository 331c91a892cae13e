package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process table as seen through {@link ProcessHandle}, for systems without {@code /proc}: it has parents, but
 * neither sessions nor environments. On Linux {@link ProcessHandle} reads {@code /proc} too, and without that shows no
 * process.
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
        ProcessHandle.Info info = handle.info();
        long start = info.startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ProcessEntry(
                new ProcessIdentity(handle.pid(), start),
                handle.parent().map(ProcessHandle::pid).orElse(ProcessEntry.UNKNOWN),
                ProcessEntry.UNKNOWN,
                ProcessEntry.UNKNOWN,
                handle.isAlive() && !isZombie(info) ? 'R' : 'X');
    }

    /** A process that only waits to be reaped has neither a program nor arguments any more. */
    private static boolean isZombie(ProcessHandle.Info info) {
        return info.command().isEmpty()
                && info.arguments().isEmpty()
                && info.commandLine().isEmpty();
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
