package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.LeakPolicy;
import dev.curfew.junit.WithBackgroundProcesses;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OwnAnnotationTests {

    // snippet:annotation
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("slow")
    @WithBackgroundProcesses(timeout = "1m", grace = "5s", leaks = LeakPolicy.WARN)
    @interface SlowProcesses {}
    // end

    @Test
    @SlowProcesses
    void givesARegistry(ProcessRegistry processes) {
        assertThat(processes.start("true")).exits().withCode(0);
    }
}
