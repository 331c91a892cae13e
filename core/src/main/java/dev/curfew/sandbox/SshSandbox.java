package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another host, through the {@code ssh} of this machine: its configuration, keys, agents, jump hosts and known hosts count.
 * Questions are not answered: a host that is not known is an error.
 *
 * @param target {@code [user@]host[:port]}; an IPv6 address stands in brackets, as in {@code [::1]:2222}
 * @param options more options for {@code ssh}, in front of the target
 * @param lease after how much silence the host takes this JVM for dead, see {@link #leasedFor(Duration)}
 * @since 0.1
 */
public record SshSandbox(String target, List<String> options, Duration lease) implements Sandbox {

    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    /** Of an address in brackets, what is in them is the host. */
    private static final Pattern TARGET = Pattern.compile("(?<host>[^-\\s:\\[\\]][^\\s:\\[\\]]*"
            + "|(?<user>[^-\\s:\\[\\]][^\\s:\\[\\]]*@)?\\[(?<address>[0-9A-Fa-f:.]+(?:%[^\\s\\[\\]]+)?)])"
            + "(?::(?<port>\\d{1,5}))?");

    private static final String RULE = "target must be [user@]host[:port], with an IPv6 address in brackets";

    /**
     * Check the target.
     *
     * @param target {@code [user@]host[:port]}
     * @param options more options for {@code ssh}
     * @param lease after how much silence the host takes this JVM for dead
     */
    public SshSandbox {
        Check.argument(lease.toSeconds() > 0, "lease must be at least a second", lease);
        options = SshOptions.checked(options);
        Check.osText(target, "target");
        Check.argument(TARGET.matcher(target).matches(), RULE, target);
    }

    static SshSandbox of(String target) {
        return new SshSandbox(target, List.of(), DEFAULT_LEASE);
    }

    /**
     * {@return this sandbox with more options, which count more than what Curfew sets by itself}
     *
     * @param more options of {@code ssh}, such as {@code -i} and a file
     * @throws IllegalArgumentException if they are none, or are for what Curfew needs for itself: terminals, input, escapes,
     *     questions ({@code BatchMode}), commands, and shared connections
     */
    public SshSandbox with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new SshSandbox(target, all, lease);
    }

    /**
     * {@return this sandbox with another lease}
     *
     * <p>The end of a connection is noticed at once, but one that is frozen looks as if nobody had anything to say. So this
     * JVM is heard four times in each lease, and when nothing was heard for two to three of them, the host ends all that was
     * started there and deletes what was brought for it.
     *
     * @param time the lease, whole seconds; 30 seconds by default
     */
    public SshSandbox leasedFor(Duration time) {
        return new SshSandbox(target, options, time);
    }

    /** {@return the user and the host, without the port and without brackets, as {@code ssh} takes it} */
    public String host() {
        Matcher parts = parts();
        String address = parts.group("address");
        return address == null ? parts.group("host") : Objects.requireNonNullElse(parts.group("user"), "") + address;
    }

    /** {@return the port, or empty for the one that {@code ssh} finds in its configuration} */
    public Optional<Integer> port() {
        return Optional.ofNullable(parts().group("port")).map(Integer::valueOf);
    }

    private Matcher parts() {
        Matcher parts = TARGET.matcher(target);
        Check.argument(parts.matches(), RULE, target);
        return parts;
    }

    /** {@return its one-word form, without options} */
    @Override
    public String toString() {
        return "ssh:" + target;
    }
}
