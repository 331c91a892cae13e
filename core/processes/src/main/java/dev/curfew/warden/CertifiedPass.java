package dev.curfew.warden;

import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A pass over all processes that misses none: a process that is alive at the end either existed when the table was
 * read, or has one of the pids that were allocated since. Those pids are looked up until no new one was allocated
 * meanwhile.
 *
 * <p>Two passes that find no process would be no proof: a process can evade each of them by forking a child and exiting
 * meanwhile.
 */
final class CertifiedPass {

    /** A process that forks as fast as its pids are looked up is caught by the next full pass. */
    private static final int MOST_CHASES = 1000;

    private CertifiedPass() {}

    /**
     * {@return the entries that a selection finds, with its values}
     *
     * @param table the process table
     * @param earliest when the first process that can be selected has begun; see {@link ProcessTable#entriesSince}
     * @param selection chooses among entries; called with all those, and then with the new ones
     */
    static <T> Map<ProcessEntry, T> over(
            ProcessTable table, long earliest, Function<List<ProcessEntry>, Map<ProcessEntry, T>> selection) {
        long last = table.lastPid();
        Map<ProcessEntry, T> found = new LinkedHashMap<>(selection.apply(table.entriesSince(earliest)));
        for (int chase = 0; chase < MOST_CHASES; chase++) {
            long now = table.lastPid();
            if (now == last) {
                return found;
            }
            found.putAll(selection.apply(now < last ? table.entriesSince(earliest) : between(table, last, now)));
            last = now;
        }
        return found;
    }

    private static List<ProcessEntry> between(ProcessTable table, long last, long now) {
        List<ProcessEntry> entries = new ArrayList<>();
        for (long pid = last + 1; pid <= now; pid++) {
            table.entry(pid).ifPresent(entries::add);
        }
        return entries;
    }
}
