package dev.curfew.process;

import dev.curfew.internal.Check;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * The environment variables of a command: which are inherited, which are set, and which are removed.
 *
 * <p>Values never appear in messages; {@link #toString()} contains only names.
 *
 * @param inherited whether the variables of this JVM are inherited, or in a sandbox, those of the sandbox
 * @param set the additional variables
 * @param removed the names of variables that are not inherited
 * @param secrets the names of further variables that are not inherited because they are secrets
 * @param files the files of the command in the directory of its scope
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Environment(
        boolean inherited, Map<String, String> set, Set<String> removed, Secrets secrets, ScopeFiles files) {

    /** The environment of this JVM, without {@link Secrets#DEFAULT}. */
    public static final Environment INHERITED = new Environment(true, Map.of(), Set.of());

    /**
     * Copy both collections and check the names.
     *
     * @param inherited whether the variables of this JVM are inherited
     * @param set the additional variables
     * @param removed the names of variables that are not inherited
     * @param secrets the names of further variables that are not inherited
     * @param files the files of the command in the directory of its scope
     */
    public Environment {
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(files, "files");
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
        for (String name : removed) {
            checkName(name);
        }
        for (Map.Entry<String, String> variable : set.entrySet()) {
            checkName(variable.getKey());
            checkValue(variable.getKey(), variable.getValue());
        }
    }

    /**
     * Create an environment that hides {@link Secrets#DEFAULT} and has no files.
     *
     * @param inherited whether the variables of this JVM are inherited
     * @param set the additional variables
     * @param removed the names of variables that are not inherited
     */
    public Environment(boolean inherited, Map<String, String> set, Set<String> removed) {
        this(inherited, set, removed, Secrets.DEFAULT, ScopeFiles.NONE);
    }

    Environment with(String name, String value) {
        Map<String, String> more = new HashMap<>(set);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        Set<String> less = new HashSet<>(removed);
        less.remove(name);
        return new Environment(inherited, more, less, secrets, files);
    }

    Environment without(String name) {
        Map<String, String> less = new HashMap<>(set);
        less.remove(Objects.requireNonNull(name, "name"));
        Set<String> more = new HashSet<>(removed);
        more.add(name);
        return new Environment(inherited, less, more, secrets, files);
    }

    Environment only(Map<String, String> variables) {
        return new Environment(false, variables, Set.of(), secrets, files);
    }

    Environment hiding(Secrets other) {
        return new Environment(inherited, set, removed, other, files);
    }

    Environment keeping(ScopeFiles other) {
        return new Environment(inherited, set, removed, secrets, other);
    }

    Environment mapping(UnaryOperator<String> values) {
        Map<String, String> mapped = new HashMap<>(set);
        mapped.replaceAll((name, value) -> values.apply(value));
        return new Environment(inherited, mapped, removed, secrets, files);
    }

    /** {@return the names of variables that are not inherited, as far as this JVM knows them; a copy} */
    public Set<String> withheld() {
        Set<String> names = new HashSet<>(removed);
        if (inherited) {
            names.addAll(secrets.ofThisJvm());
        }
        return names;
    }

    /**
     * {@return the variables of a command whose parent has the given ones}
     *
     * @param parent the variables of the parent
     */
    public Map<String, String> resolve(Map<String, String> parent) {
        Map<String, String> resolved = new HashMap<>(inherited ? parent : Map.of());
        resolved.keySet().removeIf(name -> removed.contains(name) || secrets.contains(name));
        resolved.putAll(set);
        return resolved;
    }

    /** The message contains the name instead of the value, which must not be shown. */
    private static void checkValue(String name, String value) {
        Check.argument(
                value.indexOf('\0') < 0, "value of an environment variable must not contain a NUL character", name);
        Check.argument(
                Check.loneSurrogate(value) < 0,
                "value of an environment variable must not contain a lone surrogate, which no encoding can represent",
                name);
    }

    static void checkName(String name) {
        Check.argument(!name.isEmpty(), "name of an environment variable must not be empty", "\"\"");
        Check.argument(name.indexOf('=') < 0, "name of an environment variable must not contain '='", name);
        Check.osText(name, "name of an environment variable");
    }

    @Override
    public String toString() {
        return (inherited ? "inherited" : "empty")
                + (set.isEmpty() ? "" : ", sets " + new TreeSet<>(set.keySet()))
                + (removed.isEmpty() ? "" : ", removes " + new TreeSet<>(removed))
                + (secrets.equals(Secrets.DEFAULT) ? "" : ", hides " + secrets)
                + (files.equals(ScopeFiles.NONE) ? "" : ", keeps " + files);
    }
}
