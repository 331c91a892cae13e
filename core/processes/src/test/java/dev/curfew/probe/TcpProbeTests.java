package dev.curfew.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpProbeTests {

    private static final Duration LONG = Patience.LIMIT;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void findsAServiceThatWaitsToBeSpokenTo() throws IOException {
        try (LoopbackServer server = new LoopbackServer("127.0.0.1", socket -> {})) {
            assertThatCode(() -> TcpProbe.check("127.0.0.1", server.port(), LONG, SHORT))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void doesNotWaitForAServiceThatGreets() throws IOException {
        try (LoopbackServer server = new LoopbackServer(
                "127.0.0.1", socket -> socket.getOutputStream().write('2'))) {
            assertThatCode(() -> TcpProbe.check("127.0.0.1", server.port(), FOREVER, FOREVER))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void failsWhereNoProcessListens() throws IOException {
        int port = LoopbackServer.deserted();

        assertThatIOException()
                .isThrownBy(() -> TcpProbe.check("127.0.0.1", port, LONG, LONG))
                .withMessage("Failed to connect to port " + port + " of 127.0.0.1: Connection refused")
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void isNotMisledByAProxyWithoutAService() throws IOException {
        int deserted = LoopbackServer.deserted();
        try (LoopbackServer proxy = new LoopbackServer("127.0.0.1", socket -> forward(socket, deserted))) {
            assertThatIOException()
                    .isThrownBy(() -> TcpProbe.check("127.0.0.1", proxy.port(), LONG, LONG))
                    .withMessage(
                            "port " + proxy.port() + " of 127.0.0.1 accepted a connection and closed it at once, as"
                                    + " Docker's proxy does while the service behind it does not listen");
        }
    }

    private static void forward(Socket socket, int port) throws IOException {
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
            far.getInputStream().transferTo(socket.getOutputStream());
        } catch (ConnectException e) {
            socket.close();
        }
    }

    @Test
    void takesAResetForAClose() throws IOException {
        LoopbackServer.Conduct reset = socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
        try (LoopbackServer server = new LoopbackServer("127.0.0.1", reset)) {
            assertThatIOException()
                    .isThrownBy(() -> TcpProbe.check("127.0.0.1", server.port(), LONG, LONG))
                    .withMessageContaining(Integer.toString(server.port()));
        }
    }

    /** Docker publishes ports on IPv4, IPv6, or both; the host name does not tell which. */
    @Test
    void triesEachAddressOfAName() throws IOException {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            try (LoopbackServer server = new LoopbackServer(address.getHostAddress(), socket -> {})) {
                assertThatCode(() -> TcpProbe.check("localhost", server.port(), LONG, SHORT))
                        .doesNotThrowAnyException();
            }
        }
    }

    /** Its queue is full, and Linux lets further ones wait. */
    @Test
    void waitsNoLongerThanItShould() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThatIOException()
                    .isThrownBy(() -> TcpProbe.check("127.0.0.1", full.getLocalPort(), SHORT, SHORT))
                    .withMessage(
                            "Failed to connect to port " + full.getLocalPort() + " of 127.0.0.1: Connect timed out");
        }
    }

    @Test
    void namesHostsThatAreUnknown() {
        assertThatIOException()
                .isThrownBy(() -> TcpProbe.check("nobody.invalid", 80, LONG, LONG))
                .isInstanceOf(UnknownHostException.class)
                .withMessageContaining("nobody.invalid");
    }

    @Test
    void needsTimesThatAreLongerThanZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbe.check("127.0.0.1", 80, Duration.ZERO, LONG))
                .withMessage("timeout must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbe.check("127.0.0.1", 80, LONG, Duration.ofMillis(-1)))
                .withMessage("quiet must be longer than zero: PT-0.001S");
        assertThat(TcpProbe.millis(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(TcpProbe.millis(FOREVER)).isEqualTo(Integer.MAX_VALUE);
    }
}
