package dev.curfew.sandbox;

/**
 * Where the image of a {@link ContainerSandbox} comes from.
 *
 * @since 0.1
 */
public enum ImageOrigin {
    /** It is there, or in a registry that the engine knows. */
    NAMED(""),
    /** It is built from a folder with a {@code Dockerfile}. */
    BUILT("-build"),
    /** It is a folder with everything that the container sees as its root. */
    IMPORTED("-import");

    private final String suffix;

    ImageOrigin(String suffix) {
        this.suffix = suffix;
    }

    /** {@return what follows the engine in the word of such a sandbox} */
    String suffix() {
        return suffix;
    }
}
