package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another host, through the {@code ssh} of this machine: its configuration, keys, agents, jump hosts and known hosts count.
 * Questions are not answered: a host that is not known is an error.
 *
 * @param target {@code [user@]host[:port]}
 * @param options more options for {@code ssh}, in front of the target
 * @since 0.1
 */
public record SshSandbox(String target, List<String> options) implements Sandbox {

    private static final Pattern TARGET = Pattern.compile("([^-\\s:][^\\s:]*)(?::(\\d{1,5}))?");

    /**
     * Check the target.
     *
     * @param target {@code [user@]host[:port]}
     * @param options more options for {@code ssh}
     */
    public SshSandbox {
        options = List.copyOf(options);
        Check.noNul(target, "target");
        Check.argument(TARGET.matcher(target).matches(), "target must be [user@]host[:port]", target);
    }

    static SshSandbox of(String target) {
        return new SshSandbox(target, List.of());
    }

    /**
     * {@return this sandbox with more options}
     *
     * @param more options of {@code ssh}, such as {@code -i} and a file
     */
    public SshSandbox with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new SshSandbox(target, all);
    }

    /** {@return the user and the host, without the port} */
    public String host() {
        return parts().group(1);
    }

    /** {@return the port, or empty for the one that {@code ssh} finds in its configuration} */
    public Optional<Integer> port() {
        return Optional.ofNullable(parts().group(2)).map(Integer::valueOf);
    }

    private Matcher parts() {
        Matcher parts = TARGET.matcher(target);
        Check.argument(parts.matches(), "target must be [user@]host[:port]", target);
        return parts;
    }

    /** {@return its one-word form, without options} */
    @Override
    public String toString() {
        return "ssh:" + target;
    }
}
