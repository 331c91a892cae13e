package dev.curfew.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SocketHoldersTests {

    @TempDir
    private Path proc;

    @Test
    void areThoseWithADescriptorOfTheSocket() throws IOException {
        descriptor("1", "3", "socket:[4711]");
        descriptor("2", "3", "socket:[471]");
        descriptor("2", "4", "anon_inode:[4711]");
        descriptor("3", "0", "pipe:[4711]");
        descriptor("self", "0", "socket:[4711]");

        assertThat(SocketHolders.of(Set.of("4711", "4712"), proc)).isEqualTo(new SocketHolders(Set.of(1L), Set.of()));
    }

    @Test
    void areUnknownWhereDescriptorsAreHidden() throws IOException {
        Files.createFile(Files.createDirectory(proc.resolve("1")).resolve("fd"));
        Files.createDirectory(proc.resolve("2")); // It has ended.

        assertThat(SocketHolders.of(Set.of("4711"), proc)).isEqualTo(new SocketHolders(Set.of(), Set.of(1L)));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "holders are looked up in /proc")
    void areThoseThatTheKernelSees() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<String> sockets =
                    ListeningPorts.sockets(server.getLocalPort(), Files.readString(Path.of("/proc/net/tcp")), tcp6());

            assertThat(SocketHolders.of(sockets).pids())
                    .contains(ProcessHandle.current().pid());
        }
    }

    private static String tcp6() throws IOException {
        Path file = Path.of("/proc/net/tcp6");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void descriptor(String pid, String number, String target) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(pid).resolve("fd"));
        Files.createSymbolicLink(folder.resolve(number), Path.of(target));
    }
}
