package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.table.ProcessEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertifiedPassTests {

    private final FakeMachine machine = new FakeMachine();
    private final List<Integer> asked = new ArrayList<>();

    private List<Long> pass(Runnable duringTheFirstLook) {
        Map<ProcessEntry, Boolean> found = CertifiedPass.over(machine, 0, entries -> {
            asked.add(entries.size());
            if (asked.size() == 1) {
                duringTheFirstLook.run();
            }
            Map<ProcessEntry, Boolean> all = new LinkedHashMap<>();
            entries.forEach(entry -> all.put(entry, true));
            return all;
        });
        return found.keySet().stream().map(ProcessEntry::pid).toList();
    }

    @Test
    void looksOnceIfNothingIsForkedMeanwhile() {
        machine.add(ROOT, 1);

        assertThat(pass(() -> {})).containsExactly(ROOT);

        assertThat(asked).containsExactly(1);
    }

    @Test
    void looksAtNothingThatIsTooOld() {
        machine.add(ROOT, 1);
        machine.add(ROOT + 5, 1);

        Map<ProcessEntry, Boolean> found = CertifiedPass.over(machine, ROOT + 1, entries -> {
            asked.add(entries.size());
            return Map.of(entries.get(0), true);
        });

        assertThat(found.keySet()).extracting(ProcessEntry::pid).containsExactly(ROOT + 5);
        assertThat(asked).containsExactly(1);
    }

    @Test
    void looksUpWhatIsForkedMeanwhile() {
        machine.add(ROOT, 1);

        assertThat(pass(() -> machine.add(ROOT + 2, ROOT))).containsExactly(ROOT, ROOT + 2);

        assertThat(asked).containsExactly(1, 1);
    }

    @Test
    void looksAtAllAgainIfPidsBeginAnew() {
        machine.add(ROOT, 1);

        assertThat(pass(() -> {
                    machine.add(ROOT - 50, ROOT);
                    machine.lastPid = ROOT - 50;
                }))
                .containsExactly(ROOT, ROOT - 50);

        assertThat(asked).containsExactly(1, 2);
    }
}
