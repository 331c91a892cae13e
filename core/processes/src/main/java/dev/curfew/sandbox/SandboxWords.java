package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Parses sandbox strings. */
final class SandboxWords {

    private static final Map<String, Function<String, Sandbox>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("docker", Sandbox::docker);
        WORDS.put("docker-build", folder -> Sandbox.dockerBuild(Path.of(folder)));
        WORDS.put("docker-import", folder -> Sandbox.dockerImport(Path.of(folder)));
        WORDS.put("docker-container", Sandbox::dockerContainer);
        WORDS.put("podman", Sandbox::podman);
        WORDS.put("podman-build", folder -> Sandbox.podmanBuild(Path.of(folder)));
        WORDS.put("podman-import", folder -> Sandbox.podmanImport(Path.of(folder)));
        WORDS.put("podman-container", Sandbox::podmanContainer);
        WORDS.put("ssh", Sandbox::ssh);
        WORDS.put("kubernetes", Sandbox::kubernetes);
        WORDS.put("apptainer", Sandbox::apptainer);
        WORDS.put("charliecloud", Sandbox::charliecloud);
        WORDS.put("slurm", Sandbox::slurm);
        WORDS.put("exec", prefix -> Sandbox.entering(prefix.strip().split("\\s+")));
    }

    private SandboxWords() {}

    static Sandbox parse(String word) {
        Objects.requireNonNull(word, "word");
        if (word.equals("local")) {
            return Sandbox.local();
        }
        int colon = word.indexOf(':');
        String scheme = word.substring(0, Math.max(0, colon));
        Function<String, Sandbox> form = WORDS.get(scheme);
        if (form == null) {
            form = foreign(scheme, word);
        }
        String rest = word.substring(colon + 1);
        Check.argument(
                !rest.isBlank() || word.equals("slurm:"),
                "sandbox must have an image, container, folder, host, pod or prefix after its scheme",
                word);
        return form.apply(rest);
    }

    /** Schemes of other libraries are looked up at each use, because they depend on the class loader of the thread. */
    private static Function<String, Sandbox> foreign(String scheme, String word) {
        Map<String, Function<String, Sandbox>> all = new LinkedHashMap<>(WORDS);
        ServiceLoader.load(SandboxScheme.class).forEach(other -> all.putIfAbsent(other.scheme(), other::parse));
        Function<String, Sandbox> form = all.get(scheme);
        if (form == null) {
            throw new IllegalArgumentException("sandbox must be local or begin with one of "
                    + String.join(":, ", all.keySet()) + ":, but was: " + word);
        }
        return form;
    }

    /** {@return a valid name, which a program cannot mistake for an option} */
    static String name(String value, String what) {
        Check.osText(value, what);
        Check.argument(
                !value.isBlank() && value.equals(value.strip()) && !value.startsWith("-"),
                what + " must be a name and not begin with '-'",
                value);
        return value;
    }
}
