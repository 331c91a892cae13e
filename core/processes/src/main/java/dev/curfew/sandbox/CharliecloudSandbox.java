package dev.curfew.sandbox;

import dev.curfew.internal.Lists;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A container of Charliecloud, created with {@code ch-run} of this machine, without a daemon and without root. It is
 * created when it is first used, and ends with the scope.
 *
 * @param image a folder with an image, a SquashFS file, or the name of an image in the storage of {@code ch-image}
 * @param options options of {@code ch-run}, placed before the image
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record CharliecloudSandbox(String image, List<String> options) implements DrivenSandbox {

    /**
     * Check the image.
     *
     * @param image a folder, a file, or a name
     * @param options options of {@code ch-run}
     */
    public CharliecloudSandbox {
        SandboxWords.name(image, "image");
        options = List.copyOf(options);
    }

    /**
     * {@return this sandbox with additional options}
     *
     * @param more options of {@code ch-run}, such as {@code --bind=/data} or {@code --write}
     */
    public CharliecloudSandbox withOptions(String... more) {
        return new CharliecloudSandbox(image, Lists.joined(options, List.of(more)));
    }

    @Override
    public SandboxDriver driver(SandboxDriver.Context context) {
        return new CharliecloudDriver(this, context.folder());
    }

    /** {@return its sandbox string, without options} */
    @Override
    public String toString() {
        return "charliecloud:" + image;
    }
}
