package dev.curfew.session;

import dev.curfew.internal.RandomIds;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connection between a JVM and a program that views one of its processes.
 *
 * <p>The viewer listens on a socket in the folder of the session, which only this user can enter, and requests a
 * connection through the status pipe. So the JVM listens on nothing, and opens nothing unless it is asked to.
 *
 * <p>One thread may use it at a time.
 */
public final class ViewSocket implements Closeable {

    private static final String REQUEST = "view";
    private static final String FILE = "view-";

    /** Limits what the peer can make this program keep; a screen and the longest log are much smaller. */
    private static final int LONGEST_MESSAGE = 64 * 1024 * 1024;

    /** The longest path of a socket, without its final zero; see unix(7). */
    private static final int LONGEST_PATH = 107;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** What a message contains. */
    public enum Kind {
        /** The processes that can be viewed, one a line; nothing follows. */
        LIST,
        /** Lines that follow the earlier ones, each with its end; none if there is nothing new. */
        LINES,
        /** The whole screen, which replaces the earlier one. */
        SCREEN,
        /** How the process ended; nothing follows. */
        END
    }

    /**
     * A message to the viewer.
     *
     * @param kind what it contains
     * @param text the text, without secrets
     */
    public record Message(Kind kind, String text) {}

    private ViewSocket(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /**
     * {@return a connection to the JVM of a session, which the JVM has opened on request}
     *
     * @param session the folder of the session, whose JVM is alive
     * @param limit how long to wait for it
     * @throws IOException if it does not connect in time, or cannot be asked
     */
    public static ViewSocket request(Path session, Duration limit) throws IOException {
        String id = RandomIds.create();
        Path file = session.resolve(FILE + id);
        requireShort(file);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            tell(Session.statusPipe(session), REQUEST + " " + id + "\n");
            return new ViewSocket(accept(server, limit));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void requireShort(Path file) throws IOException {
        int length = file.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException("the path of a socket in its folder has " + length + " bytes, more than "
                    + LONGEST_PATH + "; set java.io.tmpdir of its JVM to a shorter path");
        }
    }

    /** Opens the pipe for reading too, because opening it would otherwise wait for a JVM that has just ended. */
    private static void tell(Path pipe, String line) throws IOException {
        try {
            if (!Files.readAttributes(pipe, BasicFileAttributes.class).isOther()) {
                throw new IOException(pipe + " is not a named pipe");
            }
        } catch (NoSuchFileException e) {
            throw new IOException("its JVM runs commands in portable mode, which cannot be watched", e);
        }
        try (FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII))); // Short, so it is not split.
        }
    }

    private static SocketChannel accept(ServerSocketChannel server, Duration limit) throws IOException {
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            selector.select(limit.toMillis());
            SocketChannel accepted = server.accept();
            if (accepted == null) {
                throw new IOException("its JVM did not answer; it is stopped, has another version of Curfew, or is"
                        + " watched by too many programs already");
            }
            return accepted;
        }
    }

    /**
     * {@return the socket that a line of the status pipe asks to connect to, or empty if it asks for something
     * else; any process of this user can write there, so the name of the file is composed here}
     */
    static Optional<Path> requested(Path session, String[] words) {
        boolean isRequest = words.length == 2 && words[0].equals(REQUEST) && words[1].matches("[0-9a-f]{12}");
        return isRequest ? Optional.of(session.resolve(FILE + words[1])) : Optional.empty();
    }

    /**
     * {@return a connection to a viewer}
     *
     * @param file the socket on which it listens
     * @throws IOException if it does not listen any more
     */
    public static ViewSocket connect(Path file) throws IOException {
        return new ViewSocket(SocketChannel.open(UnixDomainSocketAddress.of(file)));
    }

    /**
     * Say what to view.
     *
     * @param word the word with which the user names a process
     * @throws IOException if the connection has ended, or the word is longer than 65535 bytes
     */
    public void ask(String word) throws IOException {
        out.writeUTF(word);
    }

    /**
     * {@return what the viewer has asked for}
     *
     * @throws IOException if the connection has ended
     */
    public String asked() throws IOException {
        return in.readUTF();
    }

    /**
     * Send a message to the viewer; waits while the viewer does not read.
     *
     * @param message the message
     * @throws IOException if the connection has ended
     */
    public void send(Message message) throws IOException {
        byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
        out.writeUTF(message.kind().name());
        out.writeInt(text.length);
        out.write(text);
    }

    /**
     * {@return the next message of the JVM}
     *
     * @throws IOException if the connection has ended
     */
    public Message receive() throws IOException {
        String name = in.readUTF();
        int length = in.readInt();
        Kind kind = Stream.of(Kind.values())
                .filter(known -> known.name().equals(name) && length >= 0 && length <= LONGEST_MESSAGE)
                .findFirst()
                .orElseThrow(() -> new IOException("unknown message of " + length + " bytes"));
        byte[] text = new byte[length];
        in.readFully(text);
        return new Message(kind, new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
