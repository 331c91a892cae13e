package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertFactories.EXIT_STATUS;
import static dev.curfew.junit.assertj.CurfewAssertFactories.KILL_REPORT;
import static dev.curfew.junit.assertj.CurfewAssertFactories.OUTPUT_LOG;
import static dev.curfew.junit.assertj.CurfewAssertFactories.PROCESS;
import static dev.curfew.junit.assertj.CurfewAssertFactories.PROCESS_REGISTRY;
import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compiles only if both static imports get along. */
class CurfewAssertionsTests extends ProcessTestCase {

    @Test
    void standBesideThoseOfAssertJ() {
        BackgroundProcess process = finished("echo one");

        assertThat(process).exits().withCode(0);
        assertThat(process.output()).hasLines("one");
        assertThat(process.output().text()).isEqualTo("one\n");
        assertThat(process.output().lines()).containsExactly("one");
        assertThat(process.exitStatus()).isPresent();
        assertThat(process.uptime()).isPositive();
        assertThat(process.output().mark()).isNotNull();
        assertThat(processes).hasNoRunningProcesses();
        assertThat(1).isOne();
        assertThat(Path.of("/")).exists();
    }

    @Test
    void beginAtAssertJAloneWithOneImport() {
        CurfewAssertions.assertThat("text").startsWith("te");
        CurfewAssertions.assertThatThrownBy(() -> List.of().get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void canBeReachedFromOtherAssertions() {
        BackgroundProcess process = finished("exit 2");
        Object unknown = process;

        assertThat(unknown).asInstanceOf(PROCESS).exits().withCode(2);
        assertThat(processes.processes()).first(as(PROCESS)).hasExited();
        assertThat(process.exitStatus()).get(as(EXIT_STATUS)).hasCode(2);
        assertThat(Optional.of(process.output())).get(as(OUTPUT_LOG)).isEmpty();
        assertThat((Object) processes).asInstanceOf(PROCESS_REGISTRY).hasNoRunningProcesses();
        assertThat(Optional.of(process.stop())).get(as(KILL_REPORT)).isClean();
    }

    @Test
    void pointAtTheLineOfTheTest() {
        BackgroundProcess process = finished("exit 2");

        AssertionError failure =
                Messages.failureOf(() -> assertThat(process).exits().withCode(0));

        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(CurfewAssertionsTests.class.getName());
    }
}
