package dev.curfew.sandbox;

import org.apiguardian.api.API;

/**
 * Where the image of a {@link ContainerSandbox} comes from.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum ImageOrigin {
    /** The name of an image that exists locally or in a registry known to the engine. */
    NAMED(""),
    /** Built from a directory with a {@code Dockerfile}. */
    BUILT("-build"),
    /** A directory with the complete root file system of the container. */
    IMPORTED("-import");

    private final String suffix;

    ImageOrigin(String suffix) {
        this.suffix = suffix;
    }

    /** {@return what follows the engine in the sandbox string} */
    String suffix() {
        return suffix;
    }
}
