package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.sandbox.fixture.Patience;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that no model should make. With {@code -Dcurfew.fuzz=1000000}: as many, and the heap is the same after them. */
class HostileCallTests extends ToolTestCase {

    private static final int FEW = 2_000;

    private static final int CALLS = Integer.getInteger("curfew.fuzz", 20_000);

    private static final int LONG_FORM = 100_000;

    private static final long SLOWEST_NANOS = Patience.LIMIT.toNanos();

    @Test
    void answersWhateverItIsAsked() {
        answers(FEW);
    }

    @Test
    @Tag("thorough")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void answersWhateverItIsAskedForLong() {
        answers(CALLS);
    }

    private void answers(int count) {
        long seed = Long.getLong("curfew.seed", System.nanoTime());
        String id = start("stty raw -echo; echo ready; exec cat > /dev/null", ",'terminal':true");
        about(id, "'action':'wait','until':'ready'");
        HostileCalls calls = new HostileCalls(seed, id);
        int most = 10 * ToolOptions.DEFAULT.largestOutput();
        long slowest = 0;
        long before = usedAfterCollection();
        for (int i = 0; i < count; i++) {
            String call = calls.next();
            long begin = System.nanoTime();
            String answer = tool.call(call);
            slowest = Math.max(slowest, System.nanoTime() - begin);
            JsonNode read = read(answer);
            assertThat(read.path("status").asText())
                    .as("seed %d, call %d: %s", seed, i, call)
                    .isNotEmpty();
            assertThat(answer.length()).isLessThanOrEqualTo(most);
        }

        assertThat(slowest).as("seed %d", seed).isLessThan(SLOWEST_NANOS);
        assertStatus(about(id, "'action':'poll'"), "running");
        if (count >= LONG_FORM) { // In the short form, other tests use the same heap at the same time.
            assertThat(usedAfterCollection() - before).as("bytes").isLessThan(16 << 20);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
