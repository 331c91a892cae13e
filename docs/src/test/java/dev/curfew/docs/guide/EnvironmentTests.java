package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Redaction;
import dev.curfew.process.Resource;
import dev.curfew.process.Secrets;
import dev.curfew.process.Signal;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class EnvironmentTests {

    @Test
    void passesSecretsByName(ProcessRegistry processes) {
        Command command = Command.shell("echo ${GITHUB_TOKEN-hidden}");
        // snippet:passing
        processes.start(command.withInheritedSecrets("GITHUB_TOKEN", "AWS_*"));
        processes.start(command.withSecrets(Secrets.DEFAULT.and("SSH_AUTH_SOCK", "ACME_*")));
        processes.start(command.withSecrets(Secrets.NONE));
        // end
        BackgroundProcess process = processes.start(command.withEnv("GITHUB_TOKEN", "set for it"));

        assertThat(process).prints("set for it\n");
    }

    @Test
    void passesASecretInAFile(ProcessRegistry processes) {
        String key = "7f3a-1c90-55de";
        // snippet:file
        BackgroundProcess server = processes.start(
                Command.shell("wc -c <\"$KEY_FILE\"; ls -l \"$KEY_FILE\"").withSecretFile("KEY_FILE", key));

        assertThat(server).prints("14").prints("-rw-------");
        // end
    }

    @Test
    void hasAHomeOfItsOwn(ProcessRegistry processes) {
        // snippet:isolated
        BackgroundProcess first =
                processes.start(Command.shell("echo 'name=Ada' >~/.settings").withTemporaryHome());
        assertThat(first).exits().withCode(0);
        BackgroundProcess second =
                processes.start(Command.shell("cat ~/.settings").withTemporaryHome());
        assertThat(second).prints("name=Ada\n");
        // end
    }

    @Test
    void takesSecretsOutOfTexts() {
        Command command = Command.of("deploy").withEnv("DEPLOY_TOKEN", "0123-4567-89");
        // snippet:redaction
        Redaction redaction = Redaction.ofThisJvm().and(command);

        String text = redaction.redact("using 0123-4567-89 at https://ci:passw0rd@example.org/");
        // end

        assertThat(text).isEqualTo("using [redacted] at https://ci:[redacted]@example.org/");
    }

    @Test
    void limitsResources(ProcessRegistry processes) {
        // snippet:limits
        BackgroundProcess endless = processes.start(Command.shell("while :; do :; done")
                .withLimit(Resource.CPU_SECONDS, 1)
                .withLimit(Resource.ADDRESS_SPACE_BYTES, 512_000_000)
                .withLimit(Resource.OPEN_FILES, 64)
                .withLimit(Resource.FILE_BYTES, 10_000_000)
                .withLimit(Resource.CORE_BYTES, 0));

        assertThat(endless.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.XCPU));
        // end
    }
}
