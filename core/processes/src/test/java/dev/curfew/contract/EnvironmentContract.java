package dev.curfew.contract;

import static dev.curfew.contract.InSandbox.outputOf;
import static dev.curfew.contract.InSandbox.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables: which of them a command gets, and which processes cannot see them. */
interface EnvironmentContract extends InSandbox {

    String COOKIE = "CURFEW_COOKIE";

    @Test
    default void setsVariables() {
        Command command = script("echo \"<$COLOR> <$EMPTY> <${EMPTY-unset}> <${MISSING-unset}>\"")
                .withEnv("COLOR", "dark  blue")
                .withEnv("EMPTY", "");

        assertThat(outputOf(processes().start(command))).isEqualTo("<dark  blue> <> <> <unset>\n");
    }

    @Test
    default void replacesVariables() {
        Command command = script("echo $HOME $PATH").withEnv("HOME", "/proc").withEnv("PATH", "/bin:/usr/bin:/proc");

        assertThat(outputOf(processes().start(command))).isEqualTo("/proc /bin:/usr/bin:/proc\n");
        assertThat(environment(script("exec cat /proc/$$/environ").withEnv("HOME", "/proc")))
                .filteredOn(variable -> variable.startsWith("HOME="))
                .containsExactly("HOME=/proc");
    }

    @Test
    default void removesVariables() {
        assertThat(environment(Command.of("cat", "/proc/self/environ").withoutEnv("PATH")))
                .noneMatch(variable -> variable.startsWith("PATH="));
    }

    @Test
    default void passesOnlyWhatIsGiven() {
        Command command = Command.of("cat", "/proc/self/environ").withOnlyEnv(Map.of("ONLY", "this"));

        assertThat(environment(command))
                .filteredOn(variable -> !variable.startsWith(COOKIE + "="))
                .containsExactly("ONLY=this");
    }

    @Test
    @Entering
    default void passesHostileValuesExactly() {
        List<String> values = HostileStrings.of(99, 60);
        Command command = Command.of("cat", "/proc/self/environ");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            command = command.withEnv("VALUE_" + i, values.get(i));
            expected.add("VALUE_" + i + "=" + values.get(i));
        }

        assertThat(environment(command)).containsAll(expected);
    }

    @Test
    default void passesHostileNamesExactly() {
        Map<String, String> variables = new HashMap<>();
        for (String name : HostileStrings.of(5, 40)) {
            String usable = name.replace("=", "");
            variables.put(usable.isEmpty() ? "x" : usable, "value of " + name);
        }
        Command command = Command.of("cat", "/proc/self/environ").withOnlyEnv(variables);

        assertThat(environment(command))
                .containsAll(variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
    }

    @Test
    @Entering
    default void keepsValuesFromAllCommandLinesAndOtherEnvironments() {
        String secret = "secret-" + HostProcesses.uniqueNumber();
        BackgroundProcess process =
                processes().start(script("(sleep 1000 & echo ready; wait)").withEnv("SECRET", secret));
        process.expect("ready");

        assertThat(HostProcesses.with(secret, "cmdline")).isEmpty();
        // Busybox runs its own programs through /proc/self/exe, so each of them is named "exe" for a moment.
        await().untilAsserted(() -> assertThat(HostProcesses.with(secret, "environ"))
                .allSatisfy(pid -> assertThat(Path.of("/proc", pid.toString(), "comm"))
                        .content()
                        .isIn("sh\n", "sleep\n")));
        kill(process);
    }

    @Test
    default void findsProgramsInThePathOfTheCommand() {
        String base = run("mktemp -d /tmp/contract.XXXXXX").strip();
        run("printf '#!/bin/sh\\necho found\\n' >\"$1/my-program\" && chmod 755 \"$1/my-program\"", base);
        Command command = Command.of("my-program").withEnv("PATH", "/no-such-folder:" + base + ":/bin:/usr/bin");

        assertThat(outputOf(processes().start(command))).isEqualTo("found\n");
        run("rm -rf \"$1\"", base);
    }

    /** {@return the variables that a command prints, with NULs between them} */
    default List<String> environment(Command command) {
        BackgroundProcess process = processes().start(command);
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        return List.of(new String(process.output().bytes(), StandardCharsets.UTF_8).split("\0"));
    }
}
