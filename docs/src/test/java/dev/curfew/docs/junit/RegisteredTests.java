package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.process.KillPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteredTests {

    // snippet:extension
    @RegisterExtension
    static final BackgroundProcessesExtension PROCESSES = BackgroundProcessesExtension.builder()
            .withTimeout(Duration.ofSeconds(30))
            .withKillPolicy(KillPolicy.AT_ONCE)
            .withEvidenceDirectory(Path.of("target", "evidence"))
            .build();
    // end

    @Test
    void givesARegistry(ProcessRegistry processes) {
        assertThat(processes.start("true")).exits().withCode(0);
    }
}
