package dev.curfew.sandbox;

/**
 * An existing container, which is left unchanged at the end of the scope.
 *
 * @param engine the client program of its engine, such as {@code docker}
 * @param container its name or id
 * @since 0.1
 */
public record AttachedSandbox(String engine, String container) implements Sandbox {

    /**
     * Check the name.
     *
     * @param engine the client program of its engine
     * @param container its name or id
     */
    public AttachedSandbox {
        SandboxWords.name(engine, "engine");
        SandboxWords.name(container, "container");
    }

    /** {@return its one-word form} */
    @Override
    public String toString() {
        return engine + "-container:" + container;
    }
}
