package dev.curfew.probe;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which ports of TCP somebody listens on, as the kernel tells it in {@code /proc/net}; nobody is connected to for that. */
public final class ListeningPorts {

    /** A number, the local address and port, the remote ones, and the state, of which 0A is that of a listener. */
    private static final Pattern LISTENER =
            Pattern.compile("\\s*\\d+:\\s+[0-9A-Fa-f]+:([0-9A-Fa-f]{4})\\s+[0-9A-Fa-f]+:[0-9A-Fa-f]{4}\\s+0A(\\s.*)?");

    private ListeningPorts() {}

    /**
     * {@return the ports, in order}
     *
     * @param tcp the text of {@code /proc/net/tcp}; empty if there is none
     * @param tcp6 the text of {@code /proc/net/tcp6}; empty if there is none, as on systems without IPv6
     */
    public static Set<Integer> parse(String tcp, String tcp6) {
        return Stream.of(tcp, tcp6)
                .flatMap(String::lines)
                .map(LISTENER::matcher)
                .filter(Matcher::matches)
                .map(line -> Integer.valueOf(line.group(1), 16))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
