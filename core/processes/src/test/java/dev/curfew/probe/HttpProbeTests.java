package dev.curfew.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.sandbox.fixture.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProbeTests {

    private static final Duration LONG = Patience.LIMIT;
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<String> requests = new CopyOnWriteArrayList<>();

    private LoopbackServer server;

    @BeforeEach
    void startAServerThatAnswersWithTheStatusInThePath() throws IOException {
        server = new LoopbackServer("127.0.0.1", this::answer);
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String request = in.readLine();
        requests.add(request);
        String head = "HTTP/1.1 " + request.replaceAll("[^ ]* /(\\d+) .*", "$1") + " Because\r\n"
                + "Location: http://127.0.0.1:" + server.port() + "/200\r\n"
                + "Content-Length: 100000\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
    }

    @AfterEach
    void stopTheServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 301, 302, 307, 400, 401, 403, 404, 407, 418, 500, 503})
    void tellsTheStatusAndFollowsNoRedirect(int status) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + status);

        assertThat(HttpProbe.status(uri, LONG)).isEqualTo(status);

        assertThat(requests).containsExactly("GET /" + status + " HTTP/1.1");
    }

    @Test
    void failsWhereNoProcessListens() throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + LoopbackServer.deserted() + "/");

        assertThatIOException()
                .isThrownBy(() -> HttpProbe.status(uri, LONG))
                .withMessage("Failed to get " + uri + ": Connection refused")
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void failsIfNothingIsAnswered() throws IOException {
        try (LoopbackServer silent = new LoopbackServer("127.0.0.1", socket -> {})) {
            URI uri = URI.create("http://127.0.0.1:" + silent.port() + "/");

            assertThatIOException()
                    .isThrownBy(() -> HttpProbe.status(uri, SHORT))
                    .withMessage("Failed to get " + uri + ": no answer in 50 ms");
        }
    }

    @Test
    void waitsNoLongerForAnAnswerThatComesInManyPieces() throws IOException {
        byte[] piece = "X: 1\r\n".getBytes(US_ASCII);
        LoopbackServer.Conduct dripping = socket -> {
            try {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
                while (true) {
                    socket.getOutputStream().write(piece);
                    LockSupport.parkNanos(SHORT.toNanos() / 10);
                }
            } catch (IOException e) {
                // The probe has given up.
            }
        };
        try (LoopbackServer server = new LoopbackServer("127.0.0.1", dripping)) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");

            Assertions.assertTimeoutPreemptively(
                    LONG,
                    () -> assertThatIOException()
                            .isThrownBy(() -> HttpProbe.status(uri, SHORT))
                            .withMessage("Failed to get " + uri + ": no answer in 50 ms"));
        }
    }

    @Test
    void failsIfTheConnectionIsClosedInsteadOfAnAnswer() throws IOException {
        try (LoopbackServer closing = new LoopbackServer("127.0.0.1", socket -> socket.close())) {
            URI uri = URI.create("http://127.0.0.1:" + closing.port() + "/");

            assertThatIOException()
                    .isThrownBy(() -> HttpProbe.status(uri, LONG))
                    .withMessageStartingWith("Failed to get " + uri + ": ");
        }
    }

    @Test
    void failsIfTheAnswerIsNotOneOfHttp() throws IOException {
        byte[] greeting = "SSH-2.0-OpenSSH_9.2p1\r\n\r\n".getBytes(US_ASCII);
        LoopbackServer.Conduct greet = socket -> {
            socket.getOutputStream().write(greeting);
            socket.shutdownOutput();
        };
        try (LoopbackServer other = new LoopbackServer("127.0.0.1", greet)) {
            URI uri = URI.create("http://127.0.0.1:" + other.port() + "/");

            assertThatIOException()
                    .isThrownBy(() -> HttpProbe.status(uri, LONG))
                    .withMessage("Failed to get " + uri + ": the answer is not HTTP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "jar:file:/x.jar!/", "http:///path", "/path", "ftp://host/"})
    void refusesAddressesThatAreNoneOfHttp(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbe.status(URI.create(uri), LONG))
                .withMessage("uri must be an http or https URI with a host: " + uri);
    }
}
