package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgramConditionTests {

    private static final List<String> RUN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        RUN.clear();
    }

    @Test
    void namesWhatIsMissing() {
        Map<String, String> notRequired = Map.of(ProgramCondition.REQUIRED, "false");

        assertThat(TestRun.of(ProgramCase.class, notRequired).skipReasons())
                .containsExactlyInAnyOrder("not installed: no-such-program", "not installed: no-such-program, /tmp");
        assertThat(RUN).containsExactly("installed");
    }

    @Test
    void skipsNothingIfProgramsAreRequired() {
        TestRun.of(ProgramCase.class, Map.of(ProgramCondition.REQUIRED, "true")).requireAllPassed();

        assertThat(RUN).containsExactlyInAnyOrder("installed", "missing", "two missing");
    }

    static class ProgramCase {

        @Test
        @EnabledIfProgram({"sh", "/bin/sh"})
        void installed() {
            RUN.add("installed");
        }

        @Test
        @EnabledIfProgram("no-such-program")
        void missing() {
            RUN.add("missing");
        }

        @Test
        @EnabledIfProgram({"sh", "no-such-program", "/tmp"})
        void twoMissing() {
            RUN.add("two missing");
        }
    }
}
