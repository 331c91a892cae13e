package dev.curfew.benchmarks.crowd;

import dev.curfew.RegistryOptions;
import dev.curfew.benchmarks.harness.Launcher;

/** The crowds of the peers that use pipes. */
public final class Crowds {

    private Crowds() {}

    /**
     * {@return a crowd of Curfew}
     *
     * @param options how its registry behaves
     */
    public static Crowd curfew(RegistryOptions options) {
        return new CurfewCrowd(options, false);
    }

    /** {@return a crowd of the JDK, each process of which is killed} */
    public static Crowd processBuilder() {
        return new ProcessCrowd(Launcher.PIPES, Process::destroyForcibly);
    }

    /** {@return a crowd of the JDK, each process of which is killed after its descendants} */
    public static Crowd processBuilderWithDescendants() {
        return new ProcessCrowd(Launcher.PIPES, ProcessCrowd::killWithDescendants);
    }

    /** {@return a crowd of NuProcess} */
    public static Crowd nuProcess() {
        return new NuProcessCrowd();
    }

    /** {@return a crowd of zt-exec} */
    public static Crowd ztExec() {
        return new ZtExecCrowd();
    }

    /** {@return a crowd of commons-exec} */
    public static Crowd commonsExec() {
        return new CommonsExecCrowd();
    }
}
