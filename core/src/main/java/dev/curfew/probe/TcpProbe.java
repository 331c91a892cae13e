package dev.curfew.probe;

import dev.curfew.internal.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether a service can be reached at a port, seen from this machine. */
public final class TcpProbe {

    private TcpProbe() {}

    /**
     * Return if somebody accepts a connection and keeps it. Docker's proxy accepts before the service listens, and closes
     * the connection when it finds nobody: that counts as closed.
     *
     * @param host a name or an address; of a name each address is tried until one answers
     * @param port the port
     * @param timeout how long to wait for a connection, to all addresses together; longer than zero
     * @param quiet how long a connection on which nothing arrives must stay open; longer than zero. A service that greets
     *     is not waited for so long
     * @throws IOException if nobody does, with the reason
     */
    public static void check(String host, int port, Duration timeout, Duration quiet) throws IOException {
        Check.positive(timeout, "timeout");
        Check.positive(quiet, "quiet");
        long begin = System.nanoTime();
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                Duration left = timeout.minusNanos(System.nanoTime() - begin);
                check(new InetSocketAddress(address, port), left, quiet);
                return;
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new IOException("The host " + host + " has no address") : failure;
    }

    private static void check(InetSocketAddress address, Duration timeout, Duration quiet) throws IOException {
        try (Socket socket = new Socket()) {
            connect(socket, address, timeout);
            if (isClosed(socket, quiet)) {
                throw new IOException(named(address) + " accepted a connection and closed it at once, as Docker's proxy"
                        + " does while the service behind it does not listen");
            }
        }
    }

    private static void connect(Socket socket, InetSocketAddress address, Duration timeout) throws IOException {
        try {
            socket.connect(address, millis(timeout));
        } catch (IOException e) {
            throw new IOException("Failed to connect to " + named(address) + ": " + e.getMessage(), e);
        }
    }

    private static boolean isClosed(Socket socket, Duration quiet) throws IOException {
        socket.setSoTimeout(millis(quiet));
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false; // It waits for us to speak.
        } catch (SocketException e) {
            return true; // Reset.
        }
    }

    /** {@return what the JDK takes for a timeout, to which zero means forever} */
    static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.convert(timeout)));
    }

    private static String named(InetSocketAddress address) {
        return "port " + address.getPort() + " of " + address.getAddress().getHostAddress();
    }
}
