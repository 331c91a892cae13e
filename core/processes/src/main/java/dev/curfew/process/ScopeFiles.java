package dev.curfew.process;

import dev.curfew.internal.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * The files of a command in the directory of its scope, in its sandbox.
 *
 * <p>Secrets never appear in messages; {@link #toString()} contains only the names of their variables.
 *
 * @param hasHome whether there are directories for {@code HOME} and {@code TMPDIR}
 * @param secrets the contents of files, by the names of the variables that contain their paths
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record ScopeFiles(boolean hasHome, Map<String, String> secrets) {

    /** No files. */
    public static final ScopeFiles NONE = new ScopeFiles(false, Map.of());

    /**
     * Copy the secrets and check the names of the variables.
     *
     * @param hasHome whether there are directories for {@code HOME} and {@code TMPDIR}
     * @param secrets the contents of files, by the names of the variables that contain their paths
     */
    public ScopeFiles {
        secrets = Map.copyOf(secrets);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Environment.checkName(secret.getKey());
            Check.argument(
                    Check.loneSurrogate(secret.getValue()) < 0,
                    "secret in a file must not contain a lone surrogate, which no encoding can represent",
                    secret.getKey());
        }
    }

    /** {@return whether there are no files} */
    public boolean isEmpty() {
        return !hasHome && secrets.isEmpty();
    }

    ScopeFiles with(String variable, String secret) {
        Map<String, String> more = new HashMap<>(secrets);
        more.put(Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(secret, "secret"));
        return new ScopeFiles(hasHome, more);
    }

    ScopeFiles withHome() {
        return new ScopeFiles(true, secrets);
    }

    @Override
    public String toString() {
        return (hasHome ? "home" : "no home") + (secrets.isEmpty() ? "" : ", files " + new TreeSet<>(secrets.keySet()));
    }
}
