package dev.curfew.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningPortsTests {

    private static final Path TCP = Path.of("/proc/net/tcp");
    private static final Path TCP6 = Path.of("/proc/net/tcp6");

    @Test
    void areThoseOfListenersOnly() {
        String tcp = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 21846 1 0 100 0
                   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17218 1 0 100 0
                   2: 0100007F:C350 0100007F:1538 01 00000000:00000000 00:00000000 00000000  1000        0 99123 1 0 20 4
                1003: 0100007F:ABCD 00000000:0000 06 00000000:00000000 03:000007D2 00000000     0        0 0 3 0
                """;
        String tcp6 = """
                  sl  local_address                         remote_address                        st tx_queue rx_queue
                   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000
                   1: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000
                   2: 0000000000000000FFFF00000100007F:ffff 00000000000000000000000000000000:0000 0A
                """;

        assertThat(ListeningPorts.parse(tcp, tcp6)).containsExactly(22, 5432, 8080, 65535);
        assertThat(ListeningPorts.sockets(5432, tcp, tcp6)).containsExactly("21846");
        assertThat(ListeningPorts.sockets(8080, tcp, tcp6)).isEmpty();
    }

    @Test
    void areNoneWithoutATable() {
        assertThat(ListeningPorts.parse("", "")).isEmpty();
        assertThat(ListeningPorts.parse("cat: can't open '/proc/net/tcp6': No such file or directory\n", "  0: 01"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void areThoseThatTheKernelSees(String host) throws IOException {
        assumeThat(TCP).isReadable();
        InetAddress address = InetAddress.getByName(host);
        assumeThat(NetworkInterface.getByInetAddress(address)).isNotNull();
        try (ServerSocket server = new ServerSocket(0, 5, address);
                Socket client = new Socket(address, server.getLocalPort())) {
            String tcp6 = Files.exists(TCP6) ? Files.readString(TCP6) : "";

            assertThat(ListeningPorts.parse(Files.readString(TCP), tcp6))
                    .contains(server.getLocalPort())
                    .doesNotContain(client.getLocalPort());
        }
    }
}
