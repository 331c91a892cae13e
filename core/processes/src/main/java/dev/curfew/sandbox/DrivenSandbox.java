package dev.curfew.sandbox;

import org.apiguardian.api.API;

/**
 * A sandbox that is entered through a driver. Others can implement it to bring sandboxes of their own; Kubernetes,
 * Slurm, Charliecloud, and SSH are implemented in the same way.
 *
 * <p>Implementations are immutable values, such as records, with {@code equals} and {@code hashCode}: a scope enters
 * equal sandboxes once. {@code toString} appears in messages, and should be the string form if there is a
 * {@link SandboxScheme}. It must not contain secrets.
 *
 * <p><b>Experimental:</b> methods with defaults may be added.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public non-sealed interface DrivenSandbox extends Sandbox {

    /**
     * {@return a new driver, for one scope}
     *
     * <p>It may take long, to build an image for example. Nothing that has to be removed may be created here; that
     * belongs in {@link SandboxDriver#open}.
     *
     * @param context what Curfew offers to drivers
     */
    SandboxDriver driver(SandboxDriver.Context context);
}
