package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The environment of a sandbox is its own, unless a program on this machine passes on that of the JVM. */
interface OwnEnvironmentContract extends EnvironmentContract {

    /** Variables of every user on every machine. */
    Set<String> COMMON = Set.of("HOME", "PATH", "PWD", "LANG", "SHELL", "USER", "LOGNAME", "SHLVL", "TERM", "TZ", "_");

    @Test
    @Entering
    default void keepsTheVariablesOfThisJvmOut() {
        List<String> ours = System.getenv().entrySet().stream()
                .filter(variable -> !COMMON.contains(variable.getKey()))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();

        assertThat(environment(Command.of("cat", "/proc/self/environ"))).doesNotContainAnyElementsOf(ours);
    }
}
