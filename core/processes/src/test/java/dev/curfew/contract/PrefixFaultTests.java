package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.sandbox.Sandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prefixes that do not enter a sandbox. */
@Tag("any-jdk")
class PrefixFaultTests extends FaultTestCase {

    @Test
    void saysThatTheProgramIsNotInstalled() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.entering("no-such-program", "--option")))
                .contains("no-such-program", "next:         install [no-such-program], or use another sandbox");
    }

    @Test
    void saysThatTheProgramFails() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.entering("sh", "-c", "echo no way in >&2; exit 9", "sh")))
                .contains("exited with code 9", "no way in");
    }

    @Test
    void saysThatTheProgramEndsWithoutEntering() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.entering("echo", "hello")))
                .contains("exited with code 0", "hello sh -c");
    }

    @Test
    void saysThatTheProgramLeadsToNewPlacesAllTheTime() {
        assumeThat(System.getProperty("user.name")).as("makes namespaces").isEqualTo("root");

        assertThat(whatIsSaidInsteadOfEntering(
                        Sandbox.entering("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")))
                .contains("each command runs in another sandbox");
    }

    @Test
    void saysThatThereIsNothingInARoot() {
        assumeThat(System.getProperty("user.name")).as("changes the root").isEqualTo("root");

        assertThat(whatIsSaidInsteadOfEntering(
                        Sandbox.entering("chroot", here.createDirectory().toString())))
                .contains("exited with code 127", "No such file or directory");
    }
}
