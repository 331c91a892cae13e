package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTests extends CliTestCase {

    @Test
    void saysWhatThisMachineOffers() {
        Cli.Said said = curfew("doctor");

        assertThat(said.out())
                .startsWith("Machine\n  ok       system       Linux ")
                .contains("\n  ok       temp folder  " + temp + ", ")
                .contains("\n  ok       terminals    commands can have terminals\n")
                .contains("\nContainment\n")
                .contains(
                        "\n  ok       guard        each command has a guard, and no process that the command starts outlives it\n")
                .contains("\nSandboxes\n")
                .containsPattern("\n  ok       docker +engine 1\\.2\\.3\n")
                .containsPattern("\n  ok       podman +engine 1\\.2\\.3\n")
                .doesNotContain("WARNING", "fork server")
                .endsWith("Nothing essential is missing\n");
        assertThat(said.out().lines().filter(line -> line.matches(" +absent +apptainer .*")))
                .allSatisfy(line -> assertThat(said.out()).contains(line + "\n                        next: "));
        assertThat(said.code()).isZero();
    }

    @Test
    void failsIfSomethingEssentialIsMissing() {
        Cli.Said said = cli(temp).call(List.of("-Dcurfew.mode=portable"), "doctor");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("\n  MISSING  guard        Required containment GUARD is not available, only PARENTS\n")
                .contains(" next: remove the system property curfew.mode=portable, or require less\n")
                .endsWith("Something essential is missing; see MISSING above\n");
    }

    @Test
    void saysWhyEachStartTakesLonger() {
        assertThat(ContainmentCheckup.slow("this JVM may not open /proc/7/fd/0").lines())
                .startsWith("absent   fork server  each start takes longer: this JVM may not open /proc/7/fd/0");
    }

    @Test
    void namesATempFolderThatCannotBeUsed() {
        Cli.Said said = cli(temp.resolve("nowhere")).call("doctor");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("\n  MISSING  temp folder  " + temp.resolve("nowhere") + " cannot be written: ")
                .contains("next: name another one: -Djava.io.tmpdir=FOLDER\n");
    }
}
