package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Another host, entered with the {@code ssh} of this machine and its configuration, keys, agents, jump hosts and known
 * hosts. Questions of {@code ssh} are not answered: an unknown host is an error.
 *
 * @param target {@code [user@]host[:port]}; an IPv6 address must be in brackets, as in {@code [::1]:2222}
 * @param options additional options of {@code ssh}, placed before the target
 * @param lease the silence after which the host considers this JVM dead, see {@link #withLease(Duration)}
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record SshSandbox(String target, List<String> options, Duration lease) implements DrivenSandbox {

    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    /** The host of an address in brackets is the text between the brackets. */
    private static final Pattern TARGET = Pattern.compile("(?<host>[^-\\s:\\[\\]][^\\s:\\[\\]]*"
            + "|(?<user>[^-\\s:\\[\\]][^\\s:\\[\\]]*@)?\\[(?<address>[0-9A-Fa-f:.]+(?:%[^\\s\\[\\]]+)?)])"
            + "(?::(?<port>\\d{1,5}))?");

    private static final String RULE = "target must be [user@]host[:port], with an IPv6 address in brackets";

    /**
     * Check the target.
     *
     * @param target {@code [user@]host[:port]}
     * @param options additional options of {@code ssh}
     * @param lease the silence after which the host considers this JVM dead
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
     * {@return this sandbox with additional options, which override those that Curfew sets}
     *
     * @param more options of {@code ssh}, such as {@code -i} and a file
     * @throws IllegalArgumentException if one of them is not an option, or is reserved for Curfew: terminals, input,
     *     escapes, questions ({@code BatchMode}), commands, and shared connections
     */
    public SshSandbox withOptions(String... more) {
        return new SshSandbox(target, Lists.joined(options, List.of(more)), lease);
    }

    /**
     * {@return this sandbox with another lease}
     *
     * <p>A closed connection is noticed at once, but a frozen one looks like an idle one. This JVM therefore sends four
     * heartbeats in each lease. If none arrives for two to three leases, the host ends everything that was started
     * there, and deletes the files that were copied there.
     *
     * @param time the lease in whole seconds; 30 seconds by default
     */
    public SshSandbox withLease(Duration time) {
        return new SshSandbox(target, options, time);
    }

    /** {@return the user and the host, without the port and without brackets, as accepted by {@code ssh}} */
    public String host() {
        Matcher parts = parts();
        String address = parts.group("address");
        return address == null ? parts.group("host") : Objects.requireNonNullElse(parts.group("user"), "") + address;
    }

    /** {@return the port, or empty for the one in the configuration of {@code ssh}} */
    public Optional<Integer> port() {
        return Optional.ofNullable(parts().group("port")).map(Integer::valueOf);
    }

    private Matcher parts() {
        Matcher parts = TARGET.matcher(target);
        Check.argument(parts.matches(), RULE, target);
        return parts;
    }

    @Override
    public SandboxDriver driver(SandboxDriver.Context context) {
        return new SshDriver(this, context);
    }

    /** {@return its sandbox string, without options} */
    @Override
    public String toString() {
        return "ssh:" + target;
    }
}
