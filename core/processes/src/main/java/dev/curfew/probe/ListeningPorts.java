package dev.curfew.probe;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses the TCP ports with listeners from the kernel's {@code /proc/net}, without connecting to them. */
public final class ListeningPorts {

    /** A number, the local address and port, the remote address and port, and the state, where 0A means listening. */
    private static final Pattern LISTENER =
            Pattern.compile("\\s*\\d+:\\s+[0-9A-Fa-f]+:([0-9A-Fa-f]{4})\\s+[0-9A-Fa-f]+:[0-9A-Fa-f]{4}\\s+0A(\\s.*)?");

    /** The column of the socket's inode, from 0. */
    private static final int INODE = 9;

    private ListeningPorts() {}

    /**
     * {@return the ports with listeners, in ascending order}
     *
     * @param tcp the text of {@code /proc/net/tcp}; empty if there is none
     * @param tcp6 the text of {@code /proc/net/tcp6}; empty if there is none, as on systems without IPv6
     */
    public static Set<Integer> parse(String tcp, String tcp6) {
        return listeners(tcp, tcp6).map(ListeningPorts::port).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@return the inodes of the sockets that listen on a port, in the form used in {@code /proc/PID/fd}}
     *
     * @param tcp the text of {@code /proc/net/tcp}; empty if there is none
     * @param tcp6 the text of {@code /proc/net/tcp6}; empty if there is none
     */
    public static Set<String> sockets(int port, String tcp, String tcp6) {
        return listeners(tcp, tcp6)
                .filter(line -> port(line) == port)
                .map(line -> line.group().strip().split("\\s+", -1))
                .filter(columns -> columns.length > INODE)
                .map(columns -> columns[INODE])
                .collect(Collectors.toSet());
    }

    private static Stream<Matcher> listeners(String tcp, String tcp6) {
        return Stream.of(tcp, tcp6)
                .flatMap(String::lines)
                .map(LISTENER::matcher)
                .filter(Matcher::matches);
    }

    private static int port(Matcher listener) {
        return Integer.parseInt(listener.group(1), 16);
    }
}
