package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.watch.ProcessEvent;
import dev.curfew.watch.ProcessWatch;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class WatchingTests {

    @Test
    void tellsWhatHappens(ProcessRegistry processes) throws InterruptedException {
        BackgroundProcess server = processes.start("cat");

        // snippet:watch
        try (ProcessWatch watch = ProcessWatch.open()) {
            watch.pattern(server, Pattern.compile("ERROR|FATAL"));
            watch.exit(server);
            server.submit("ERROR: out of paper");
            server.closeInput();

            watch.awaitExits(Duration.ofMinutes(1));
            List<ProcessEvent> events = watch.drain();
            assertThat(events.get(0)).isInstanceOf(ProcessEvent.Matched.class);
            assertThat(events.get(1)).isInstanceOf(ProcessEvent.Exited.class);
        }
        // end
    }

    @Test
    void whoKnowsNeedNotBeTold(ProcessRegistry processes) {
        BackgroundProcess build = processes.start("true");
        try (ProcessWatch watch = ProcessWatch.open()) {
            // snippet:consume
            watch.exit(build);
            build.waitFor();
            watch.consume(build);

            assertThat(watch.poll()).isEmpty();
            // end
        }
    }
}
