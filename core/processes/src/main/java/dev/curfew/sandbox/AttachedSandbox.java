package dev.curfew.sandbox;

import org.apiguardian.api.API;

/**
 * An existing container, which is left unchanged at the end of the scope.
 *
 * @param engine the client program of its engine, such as {@code docker}
 * @param container its name or id
 * @since 0.1
 */
@API(status = API.Status.STABLE)
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

    /** {@return its sandbox string} */
    @Override
    public String toString() {
        return engine + "-container:" + container;
    }
}
