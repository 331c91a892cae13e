package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class ProcessIdsTests {

    @Test
    void areUnique() {
        assertThat(LongStream.range(0, 200_000)
                        .map(ProcessIds::scatter)
                        .distinct()
                        .count())
                .isEqualTo(200_000);
        assertThat(Stream.generate(ProcessIds::next).limit(10_000)).doesNotHaveDuplicates();
        assertThat(ProcessIds.next()).matches("proc_[0-9a-f]{12}");
    }

    @Test
    void areFoundByTheirFirstDigits(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("sleep", "1000"));
        String digits = process.id().substring("proc_".length());

        assertThat(registry.find(process.id())).contains(process);
        assertThat(registry.find(digits)).contains(process);
        assertThat(registry.find("proc_" + digits.substring(0, 4))).contains(process);
        assertThat(registry.find(digits.substring(0, 4))).contains(process);
        assertThat(registry.find(digits.substring(0, 3))).isEmpty();
        assertThat(registry.find("proc_")).isEmpty();
        assertThat(registry.find("")).isEmpty();
        assertThat(registry.find(process.id() + "0")).isEmpty();
    }

    @Test
    void areNotGuessedIfSeveralBeginAlike(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("sleep", "1000"));
        BackgroundProcess other = registry.start(Command.of("sleep", "1000"));

        assertThat(Inventory.find(process.id(), List.of(process, process))).isEmpty();
        assertThat(Inventory.find(process.id(), List.of(process, other))).contains(process);
    }
}
