package dev.curfew.process;

import dev.curfew.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of environment variables whose values are secrets. Commands do not inherit them, and {@link Redaction} takes
 * their values out of texts.
 *
 * <p>A name is one of them if a pattern matches it, unless an exception does. In both, {@code *} stands for any characters,
 * and upper and lower case are the same. Immutable.
 *
 * @since 0.1
 */
public final class Secrets {

    /**
     * Those that tools and services are known to have, by the ends of their names: tokens, passwords, keys for programs and
     * for signatures, credentials.
     *
     * <p>Not among them are names of things that are no secrets by themselves, and that programs need to work at all: those of
     * sockets, of files, of profiles and regions, as {@code SSH_AUTH_SOCK}, {@code KUBECONFIG} and {@code AWS_PROFILE}, and
     * addresses that may contain a password, as {@code HTTP_PROXY} and {@code DATABASE_URL}.
     */
    public static final Secrets DEFAULT = new Secrets(
            List.of(
                    // Tokens
                    "TOKEN",
                    "*_TOKEN",
                    "*AUTHTOKEN",
                    "*ACCESSTOKEN",
                    "*_PAT",
                    "*_JWT",
                    // Passwords
                    "*PASSWORD",
                    "*PASSWD",
                    "*PASSPHRASE",
                    "PASS",
                    "*_PASS",
                    "SSHPASS",
                    "*_PWD",
                    // Keys
                    "API_KEY",
                    "*_API_KEY",
                    "*APIKEY",
                    "*_ACCESS_KEY",
                    "*_ACCESS_KEY_ID",
                    "*_ACCOUNT_KEY",
                    "*_AUTH_KEY",
                    "*_ENCRYPTION_KEY",
                    "*_GPG_KEY",
                    "*_MASTER_KEY",
                    "*_PRIVATE_KEY",
                    "*_SECRET_KEY",
                    "*_SESSION_KEY",
                    "*_SIGNING_KEY",
                    "*SIGNINGKEY",
                    "*_SSH_KEY",
                    // The rest
                    "SECRET",
                    "SECRET_*",
                    "*_SECRET",
                    "*_SECRETS",
                    "*_CREDENTIAL",
                    "*_CREDENTIALS",
                    "*_CONNECTION_STRING",
                    "*_WEBHOOK",
                    "*_WEBHOOK_URL",
                    "*_DSN",
                    "DOCKER_AUTH_CONFIG",
                    "REDISCLI_AUTH"),
            List.of());

    /** None: every variable is inherited. */
    public static final Secrets NONE = new Secrets(List.of(), List.of());

    private final List<String> patterns;
    private final List<String> exceptions;
    private final Pattern denied;
    private final Pattern allowed;

    /** Found once: the environment of this JVM does not change. */
    private volatile @Nullable Set<String> ofThisJvm;

    private Secrets(List<String> patterns, List<String> exceptions) {
        this.patterns = patterns;
        this.exceptions = exceptions;
        this.denied = compile(patterns);
        this.allowed = compile(exceptions);
    }

    /** No pattern matches nothing, not even an empty name: names are not empty. */
    private static Pattern compile(List<String> patterns) {
        String alternatives = patterns.stream()
                .map(pattern -> "\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E")
                .collect(Collectors.joining("|"));
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * {@return these secrets and more}
     *
     * @param more names, or patterns in which {@code *} stands for any characters; they count in spite of earlier exceptions
     * @throws IllegalArgumentException if one of them is empty
     */
    public Secrets and(String... more) {
        List<String> checked = checked(more);
        return new Secrets(
                joined(patterns, checked),
                exceptions.stream().filter(name -> !checked.contains(name)).toList());
    }

    /**
     * {@return these secrets without some}
     *
     * @param names names, or patterns in which {@code *} stands for any characters
     * @throws IllegalArgumentException if one of them is empty
     */
    public Secrets except(String... names) {
        return new Secrets(patterns, joined(exceptions, checked(names)));
    }

    private static List<String> checked(String... names) {
        List<String> copy = List.of(names);
        copy.forEach(name -> Check.argument(!name.isEmpty(), "name of a secret must not be empty", "\"\""));
        return copy;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * {@return whether a variable is a secret}
     *
     * @param name its name
     */
    public boolean contains(String name) {
        return denied.matcher(name).matches() && !allowed.matcher(name).matches();
    }

    /** {@return the patterns; unmodifiable} */
    public List<String> patterns() {
        return patterns;
    }

    /** {@return the exceptions; unmodifiable} */
    public List<String> exceptions() {
        return exceptions;
    }

    /** {@return the names of the variables of this JVM that are secrets; unmodifiable} */
    public Set<String> ofThisJvm() {
        Set<String> names = ofThisJvm;
        if (names == null) {
            names = System.getenv().keySet().stream().filter(this::contains).collect(Collectors.toUnmodifiableSet());
            ofThisJvm = names;
        }
        return names;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secrets secrets
                && patterns.equals(secrets.patterns)
                && exceptions.equals(secrets.exceptions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(patterns, exceptions);
    }

    @Override
    public String toString() {
        return patterns + (exceptions.isEmpty() ? "" : " except " + exceptions);
    }
}
