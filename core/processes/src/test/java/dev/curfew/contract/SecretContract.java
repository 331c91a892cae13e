package dev.curfew.contract;

import static dev.curfew.contract.InSandbox.outputOf;
import static dev.curfew.contract.InSandbox.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Secrets;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Secrets that a command does not get, ways to pass one, and a separate home. */
interface SecretContract extends EnvironmentContract {

    @Test
    @Entering
    default void keepsTheSecretsOfTheJvmOut() {
        EndedJvm.Account account = EndedJvm.KILLED.in(kind());

        assertThat(account.after("secret")).isEqualTo("<hidden>");
        assertThat(account.lines())
                .anyMatch(line -> line.startsWith("CURFEW_COOKIE="))
                .noneMatch(line -> line.contains(account.secret()));
    }

    @Test
    default void hidesMoreAndPassesSomeByName() {
        Command command = Command.of("cat", "/proc/self/environ");
        Secrets more = Secrets.DEFAULT.and("PA*H");

        assertThat(environment(command)).anyMatch(variable -> variable.startsWith("PATH="));
        assertThat(environment(command.withSecrets(more))).noneMatch(variable -> variable.startsWith("PATH="));
        assertThat(environment(command.withSecrets(more).withInheritedSecrets("PATH")))
                .anyMatch(variable -> variable.startsWith("PATH="));
        assertThat(environment(command.withSecrets(more).withEnv("PATH", "/bin")))
                .contains("PATH=/bin");
        assertThat(environment(command.withEnv("PLANTED_TOKEN", "set for it"))).contains("PLANTED_TOKEN=set for it");
    }

    @Test
    @Entering
    default void passesSecretsInFiles() {
        List<String> secrets = HostileStrings.of(7, 10);
        Command command = script("i=0; while [ $i -lt " + secrets.size()
                + " ]; do eval cat '\"$KEY_FILE_'$i'\"'; printf '\\0'; i=$((i + 1)); done");
        for (int i = 0; i < secrets.size(); i++) {
            command = command.withSecretFile("KEY_FILE_" + i, secrets.get(i));
        }

        BackgroundProcess process = processes().start(command);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().bytes())
                .isEqualTo((String.join("\0", secrets) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void hidesSecretsInFiles() {
        String secret = "s3cret-" + HostProcesses.uniqueNumber();
        Command command =
                script("ls -ln \"$KEY_FILE\"; echo $KEY_FILE; sleep 1000").withSecretFile("KEY_FILE", secret);
        AtomicReference<String> path = new AtomicReference<>();
        inOwnScope(scope -> {
            BackgroundProcess process = scope.start(command);
            path.set(process.expect(Pattern.compile("(?m)^(/.*)\n")).group(1));

            assertThat(process.output().text()).startsWith("-rw-------");
            assertThat(HostProcesses.with(secret, "cmdline")).isEmpty();
            assertThat(HostProcesses.with(secret, "environ")).isEmpty();
            assertThat(process.toString() + process.diagnosis().render() + command.environment())
                    .doesNotContain(secret);
        });
        assertThat(run("[ -e \"$1\" ] || echo gone", path.get())).isEqualTo("gone\n");
    }

    @Test
    default void givesAScopeAHomeOfItsOwn() {
        String ours = run("echo $HOME").strip();
        AtomicReference<String> home = new AtomicReference<>();
        inOwnScope(scope -> {
            home.set(outputOf(scope.start(script("echo $HOME; echo hello >\"$HOME/.greeting\"")
                            .withTemporaryHome()))
                    .strip());

            assertThat(home.get()).startsWith("/").isNotEqualTo(ours);
            assertThat(outputOf(scope.start(script("cat ~/.greeting").withTemporaryHome())))
                    .isEqualTo("hello\n");
            assertThat(outputOf(scope.start(
                                    script("ls -ldn \"$HOME\" \"$TMPDIR\"").withTemporaryHome()))
                            .lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("drwx------"));
            assertThat(outputOf(
                            scope.start(script("echo $HOME").withTemporaryHome().withEnv("HOME", "/proc"))))
                    .isEqualTo("/proc\n");
            assertThat(outputOf(scope.start("echo $HOME")).strip()).isEqualTo(ours);
        });
        assertThat(run("[ -e \"$1\" ] || echo gone", home.get())).isEqualTo("gone\n");
    }
}
