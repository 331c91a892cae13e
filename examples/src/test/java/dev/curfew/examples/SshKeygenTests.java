package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Passphrases, which a program reads without showing them; and files, which are gone after the test. */
@WithBackgroundProcesses
@EnabledIfProgram("ssh-keygen")
class SshKeygenTests {

    @Test
    void asksTwiceForAPassphraseAndNeverShowsIt(ProcessRegistry processes) {
        Path key = processes.createDirectory().resolve("key");

        BackgroundProcess keygen = createKey(processes, key);

        assertThat(keygen).exits().successfully();
        assertThat(keygen.output().raw()).doesNotContain("sesame");
        assertThat(key).content().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    }

    @Test
    void refusesAWrongPassphrase(ProcessRegistry processes) {
        Path key = processes.createDirectory().resolve("key");
        createKey(processes, key).waitFor();

        BackgroundProcess reader = processes.start(
                Command.of("ssh-keygen", "-y", "-f", key.toString()).inTerminal());
        reader.expect("Enter passphrase: ");
        reader.submitSecret("open barley");

        reader.expect("incorrect passphrase");
        assertThat(reader).exits().withCode(255);
    }

    private static BackgroundProcess createKey(ProcessRegistry processes, Path key) {
        BackgroundProcess keygen = processes.start(
                Command.of("ssh-keygen", "-t", "ed25519", "-f", key.toString()).inTerminal());
        keygen.expect("Enter passphrase (empty for no passphrase): ");
        keygen.submitSecret("open sesame");
        keygen.expect("Enter same passphrase again: ");
        keygen.submitSecret("open sesame");
        return keygen;
    }
}
