package dev.curfew.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that handles each connection in the same way, and closes none before its own end. */
final class LoopbackServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final Thread thread;

    LoopbackServer(String address, Conduct conduct) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName(address));
        thread = new Thread(() -> serve(conduct), "loopback server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Conduct conduct) {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                accepted.add(socket);
                conduct.with(socket);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@return a port without a listener: the one that it had is closed} */
    static int deserted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    /** What is done with a connection. */
    interface Conduct {

        void with(Socket socket) throws IOException;
    }
}
