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

/** Checks from this machine whether a service can be reached at a TCP port. */
public final class TcpProbe {

    private TcpProbe() {}

    /**
     * Return if a connection is accepted and stays open. Docker's proxy accepts connections before the service listens,
     * and closes them when there is no listener: such a port counts as closed.
     *
     * @param host a host name or an address; if a name has several addresses, they are tried in order until one answers
     * @param timeout how long to wait for a connection, for all addresses together; longer than zero
     * @param quiet how long a connection on which nothing arrives must stay open; longer than zero. If the service
     *     sends data earlier, the wait ends
     * @throws IOException if no connection is accepted and stays open, with the reason
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
            return false; // The service waits for the client.
        } catch (SocketException e) {
            return true; // The connection was reset.
        }
    }

    /** {@return the duration as a timeout for the JDK, where zero would mean no timeout} */
    static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.convert(timeout)));
    }

    private static String named(InetSocketAddress address) {
        return "port " + address.getPort() + " of " + address.getAddress().getHostAddress();
    }
}
