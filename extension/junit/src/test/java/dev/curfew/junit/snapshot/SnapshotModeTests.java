package dev.curfew.junit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotModeTests {

    private static SnapshotMode mode(Map<String, String> properties, Map<String, String> variables) {
        return SnapshotMode.of(
                name -> Optional.ofNullable(properties.get(name)), name -> Optional.ofNullable(variables.get(name)));
    }

    @Test
    void writesNewSnapshotsUnlessOnCi() {
        assertThat(mode(Map.of(), Map.of())).isEqualTo(SnapshotMode.NEW);
        assertThat(mode(Map.of(), Map.of("CI", "true"))).isEqualTo(SnapshotMode.CHECK);
        assertThat(mode(Map.of(), Map.of("BUILD_NUMBER", "17"))).isEqualTo(SnapshotMode.CHECK);
        assertThat(mode(Map.of(), Map.of("TF_BUILD", "True"))).isEqualTo(SnapshotMode.CHECK);
        assertThat(mode(Map.of(), Map.of("CI", "false", "BUILD_NUMBER", ""))).isEqualTo(SnapshotMode.NEW);
    }

    @Test
    void doesWhatItIsToldOnCiToo() {
        Map<String, String> ci = Map.of("CI", "true", "CURFEW_SNAPSHOTS", "new");

        assertThat(mode(Map.of(), ci)).isEqualTo(SnapshotMode.NEW);
        assertThat(mode(Map.of("curfew.snapshots", " Update"), ci)).isEqualTo(SnapshotMode.UPDATE);
        assertThat(mode(Map.of("curfew.snapshots", "check"), Map.of())).isEqualTo(SnapshotMode.CHECK);
    }

    @Test
    void refusesOtherWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mode(Map.of("curfew.snapshots", "all"), Map.of()))
                .withMessage("system property curfew.snapshots must be \"check\", \"new\" or \"update\": \"all\";"
                        + " correct it or leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mode(Map.of(), Map.of("CURFEW_SNAPSHOTS", "")))
                .withMessageStartingWith("environment variable CURFEW_SNAPSHOTS must be ");
    }
}
