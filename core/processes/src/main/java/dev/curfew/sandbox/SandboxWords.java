package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The one-word forms of sandboxes. */
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
        WORDS.put(
                "apptainer",
                image -> new PrefixSandbox("apptainer", List.of("apptainer", "exec", name(image, "image"))));
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
        Function<String, Sandbox> form = colon < 0 ? null : WORDS.get(word.substring(0, colon));
        if (form == null) {
            throw new IllegalArgumentException("sandbox must be local or begin with one of "
                    + String.join(":, ", WORDS.keySet()) + ":, but was: " + word);
        }
        String rest = word.substring(colon + 1);
        Check.argument(
                !rest.isBlank() || word.equals("slurm:"),
                "sandbox must say which behind " + word.substring(0, colon) + ":",
                word);
        return form.apply(rest);
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
