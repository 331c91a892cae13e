package dev.curfew.docs.readme;

// snippet:all
import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
// end

@dev.curfew.docs.checks.RequiresProgram({"ssh-keygen", "python3"})
// snippet:all
@WithBackgroundProcesses
class RealProgramsTests {

    @Test
    void answersTheQuestionsOfSshKeygen(ProcessRegistry processes) {
        Path key = processes.createDirectory().resolve("key");
        BackgroundProcess keygen = processes.start(
                Command.of("ssh-keygen", "-t", "ed25519", "-f", key.toString()).inTerminal());

        keygen.expect("Enter passphrase");
        keygen.submitSecret("correct horse");
        keygen.expect("Enter same passphrase again");
        keygen.submitSecret("correct horse");

        assertThat(keygen).exits().withCode(0);
        assertThat(key).isRegularFile();
    }

    @Test
    void fetchesAPageFromAServer(ProcessRegistry processes) throws IOException {
        BackgroundProcess server = processes.start("python3 -u -m http.server 0 --bind 127.0.0.1");
        String url = server.expect(Pattern.compile("http://[^)]+")).text();

        assertThat(URI.create(url).toURL().openStream()).isNotEmpty();
        assertThat(server).prints("\"GET / HTTP/1.1\" 200");
    }
}
// end
