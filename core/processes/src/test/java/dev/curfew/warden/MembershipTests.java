package dev.curfew.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Mark;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTests {

    private static final long NUMBER = 912_345_678_901_234_567L;
    private static final Mark MARK = new Mark("cookie", NUMBER);
    private static final ProcessTree TREE =
            new ProcessTree("server", 100, 1000L, null, null, MARK, true, false, null, StopRequest.DEFAULT);

    private final FixedTable table = new FixedTable();

    @Test
    void followsSessionsParentsAndMarks() {
        table.add(100, 1, 100, 1000);
        table.add(101, 100, 100, 1001);
        table.add(102, 1, 100, 1002);
        table.add(103, 101, 103, 1003);
        table.add(104, 103, 104, 1004);
        table.add(105, 1, 105, 1005, "cookie");
        table.add(106, 1, 106, 1006, "another");
        table.add(107, 1, 107, 1007);
        table.limits.put(107L, NUMBER);
        table.add(108, 1, 108, 1008);
        table.limits.put(108L, NUMBER + 1);

        assertThat(members(TREE)).containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 107L);
    }

    @Test
    void neverTakesAStrangerThatGotAPidAgain() {
        table.add(100, 1, 100, 5000);
        table.add(101, 100, 100, 900);

        assertThat(members(TREE)).isEmpty();
    }

    /** The leader of the first session ended, and with it the session; a stranger got the number for a new one. */
    @Test
    void neverTakesASessionThatGotANumberAgain() {
        table.add(100, 1, 100, 5000);
        table.add(101, 100, 100, 5001);
        table.add(102, 1, 100, 5002, "cookie");

        assertThat(members(TREE)).containsExactly(102L);
        table.entries.remove(0);
        assertThat(members(TREE)).containsExactly(102L);
    }

    @Test
    void knowsOnlyTheMarksOfATreeWhoseRootWasNotSeen() {
        ProcessTree unseen =
                new ProcessTree("daemon", 100, null, null, null, MARK, true, false, null, StopRequest.DEFAULT);
        table.add(100, 1, 100, 5000);
        table.add(101, 1, 101, 10, "cookie");
        table.add(102, 101, 102, 11);

        assertThat(members(unseen)).containsExactly(101L, 102L);
    }

    @Test
    void doesNotTrustASessionThatIsNotOwn() {
        ProcessTree shared =
                new ProcessTree("server", 100, 1000L, null, null, MARK, false, false, null, StopRequest.DEFAULT);
        table.add(100, 1, 7, 1000);
        table.add(101, 1, 100, 1001);

        assertThat(members(shared)).containsExactly(100L);
    }

    @Test
    void leavesOutTheDead() {
        table.entries.add(new ProcessEntry(new ProcessIdentity(100, 1000), 1, 100, 100, 'Z'));

        assertThat(members(TREE)).isEmpty();
    }

    private List<Long> members(ProcessTree tree) {
        return new Membership(table, List.of(tree))
                .find().keySet().stream().map(ProcessEntry::pid).toList();
    }

    private static final class FixedTable implements ProcessTable {

        private final List<ProcessEntry> entries = new ArrayList<>();
        private final Map<Long, String> cookies = new HashMap<>();
        private final Map<Long, Long> limits = new HashMap<>();

        void add(long pid, long parent, long session, long start) {
            entries.add(new ProcessEntry(new ProcessIdentity(pid, start), parent, session, session, 'S'));
        }

        void add(long pid, long parent, long session, long start, String cookie) {
            add(pid, parent, session, start);
            cookies.put(pid, cookie);
        }

        @Override
        public List<ProcessEntry> entries() {
            return entries;
        }

        @Override
        public Optional<ProcessEntry> entry(long pid) {
            return entries.stream().filter(entry -> entry.pid() == pid).findFirst();
        }

        @Override
        public ProcessMarks marks(long pid) {
            List<String> names =
                    Optional.ofNullable(cookies.get(pid)).map(List::of).orElse(List.of());
            return new ProcessMarks(limits.getOrDefault(pid, ProcessMarks.NONE), ProcessMarks.NONE, names);
        }

        @Override
        public long lastPid() {
            return -1;
        }

        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public String commandLine(long pid) {
            return "(fixed)";
        }
    }
}
