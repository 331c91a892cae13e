package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.Readiness;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.SharedServer;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresProgram("python3")
class SharedServersTests {

    // snippet:servers
    static final class Servers {

        static final SharedServer FILES = SharedServer.of(
                        Command.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "${port}")
                                .withName("files")
                                .withFreePort())
                .withReadiness(server -> Readiness.port(server.port()));

        private Servers() {}
    }
    // end

    // snippet:class
    @RegisterExtension
    static final SharedServer FILES = Servers.FILES;

    @Test
    void answers() throws IOException {
        assertThat(open("/")).isNotEmpty();
    }

    @Test
    void logsTheRequest(OutputMark begin) throws IOException {
        open("/").close();

        FILES.process().expect(Expectation.text("GET / HTTP/1.1").from(begin));
    }

    private static InputStream open(String path) throws IOException {
        return URI.create("http://127.0.0.1:" + FILES.process().port() + path)
                .toURL()
                .openStream();
    }
    // end
}
