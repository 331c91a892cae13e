package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Menus: keys in the modes that a program has switched on, and a password in a program that shows a prompt first. */
@WithBackgroundProcesses
class MenuTests {

    @Test
    @EnabledIfProgram("dialog")
    void choosesFromAMenu(ProcessRegistry processes) {
        Path chosen = processes.createDirectory().resolve("chosen");
        BackgroundProcess menu =
                processes.start(Command.shell("exec dialog --menu Pick 15 40 6 1 One 2 Two 3 Three 2>'" + chosen + "'")
                        .inTerminal(new TerminalSize(80, 24)));
        assertThat(menu).showsOnScreen("Three");

        menu.press(Key.DOWN, Key.ENTER);

        assertThat(menu).exits().successfully();
        assertThat(chosen).hasContent("2");
    }

    @Test
    @EnabledIfProgram("openssl")
    void encryptsWithAPasswordThatIsNeverShown(ProcessRegistry processes) {
        Path key = processes.createDirectory().resolve("key.pem");
        BackgroundProcess openssl = processes.start(
                Command.of("openssl", "genpkey", "-algorithm", "ED25519", "-aes256", "-out", key.toString())
                        .inTerminal());
        openssl.expect("Enter PEM pass phrase:");
        openssl.submitSecret("open sesame");
        openssl.expect("Verifying - Enter PEM pass phrase:");
        openssl.submitSecret("open sesame");

        assertThat(openssl).exits().successfully();
        assertThat(openssl).output().doesNotContain("sesame");
        assertThat(key).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }
}
