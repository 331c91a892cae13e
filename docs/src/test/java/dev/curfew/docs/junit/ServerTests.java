package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresProgram("python3")
// snippet:class
@WithBackgroundProcesses
class ServerTests {

    private static final String STATUS =
            "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).status)";

    private static String url;

    @BeforeAll
    static void startServer(ProcessRegistry processes) {
        BackgroundProcess server = processes.start("python3 -u -m http.server 0 --bind 127.0.0.1");
        url = server.expect(Pattern.compile("http://[^)]+")).text();
    }

    @Test
    void listsItsFolder() throws IOException {
        assertThat(URI.create(url).toURL().openStream()).isNotEmpty();
    }

    @Test
    void answersAnotherProgram(ProcessRegistry processes) {
        BackgroundProcess client = processes.start(Command.of("python3", "-c", STATUS, url));

        assertThat(client).prints("200").exits().withCode(0);
    }
}
// end
