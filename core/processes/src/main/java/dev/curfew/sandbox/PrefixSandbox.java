package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A sandbox that is entered by prepending words to each command.
 *
 * @param word the first part of its sandbox string
 * @param prefix the words
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record PrefixSandbox(String word, List<String> prefix) implements DrivenSandbox {

    /**
     * Check the words.
     *
     * @param word the first part of its sandbox string
     * @param prefix the words
     */
    public PrefixSandbox {
        prefix = List.copyOf(prefix);
        Check.argument(
                !prefix.isEmpty() && !prefix.get(0).isBlank() && !prefix.get(0).startsWith("-"),
                "prefix must begin with a program",
                prefix);
        prefix.forEach(part -> Check.osText(part, "prefix"));
    }

    @Override
    public SandboxDriver driver(SandboxDriver.Context context) {
        return new PrefixDriver(prefix, context.folder());
    }

    /** {@return its sandbox string} */
    @Override
    public String toString() {
        return word + ":" + (word.equals("exec") ? String.join(" ", prefix) : prefix.get(prefix.size() - 1));
    }
}
