package dev.curfew.warden;

import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A look at all processes that misses nobody: a process which is alive at the end either was there when the table was
 * read, or has one of the pids that were given out since, and those are looked up until none was.
 *
 * <p>Two looks that find nobody would be no proof: a process can fork its way from one to the other.
 */
final class CertifiedPass {

    /** Whoever forks as fast as we look is caught by the next look at all. */
    private static final int MOST_CHASES = 1000;

    private CertifiedPass() {}

    /**
     * {@return those whom a selection finds}
     *
     * @param table the process table
     * @param selection chooses among entries; asked for all, and then for the new ones
     */
    static <T> Map<ProcessEntry, T> over(
            ProcessTable table, Function<List<ProcessEntry>, Map<ProcessEntry, T>> selection) {
        long last = table.lastPid();
        Map<ProcessEntry, T> found = new LinkedHashMap<>(selection.apply(table.entries()));
        for (int chase = 0; chase < MOST_CHASES; chase++) {
            long now = table.lastPid();
            if (now == last) {
                return found;
            }
            found.putAll(selection.apply(now < last ? table.entries() : between(table, last, now)));
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
