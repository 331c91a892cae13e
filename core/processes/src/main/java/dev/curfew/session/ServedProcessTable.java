package dev.curfew.session;

import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The process table of this system, in which the fork server finds young processes: it reads {@code /proc} several times
 * as fast as a JVM, and faster still than a JVM that has just begun. Thread-safe.
 */
record ServedProcessTable(ProcessTable table, ForkServers servers) implements ProcessTable {

    @Override
    public List<ProcessEntry> entriesSince(long earliest) {
        Optional<List<Long>> pids = servers.young(earliest);
        if (pids.isEmpty()) {
            return table.entriesSince(earliest);
        }
        List<ProcessEntry> entries = new ArrayList<>();
        for (long pid : pids.get()) {
            table.entry(pid).ifPresent(entries::add);
        }
        return entries;
    }

    @Override
    public List<ProcessEntry> entries() {
        return table.entries();
    }

    @Override
    public Optional<ProcessEntry> entry(long pid) {
        return table.entry(pid);
    }

    @Override
    public ProcessMarks marks(long pid) {
        return table.marks(pid);
    }

    @Override
    public long lastPid() {
        return table.lastPid();
    }

    @Override
    public boolean isComplete() {
        return table.isComplete();
    }

    @Override
    public String commandLine(long pid) {
        return table.commandLine(pid);
    }
}
