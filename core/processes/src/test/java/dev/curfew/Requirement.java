package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.process.Containment;
import dev.curfew.session.RunMode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Skips tests whose requirements are not met here; under {@code -Dcurfew.noSkip=true} they fail. */
public final class Requirement {

    private Requirement() {}

    static void available(Containment level) {
        assumeThat(RunMode.current()).isEqualTo(RunMode.AUTO);
        String problem = "";
        try {
            Curfew.requireContainment(level);
        } catch (ContainmentException e) {
            problem = e.getMessage();
        }
        require(problem.isEmpty(), problem);
    }

    /** Root can run programs as another user, and make programs that are run as root. */
    public static void rootAndSetpriv() {
        rootAnd("setpriv");
    }

    /** Root can mount folders in a mount namespace of its own. */
    static void mounts() {
        rootAnd("unshare");
    }

    /** Root can enter the namespaces of others. */
    static void rootAndNsenter() {
        rootAnd("nsenter");
    }

    /** A program that is run by its name. */
    static void program(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean isHere =
                Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        require(isHere, name + " is here");
    }

    private static void rootAnd(String program) {
        require(
                System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin", program)),
                "root and " + program + " are here");
    }

    private static void require(boolean condition, String what) {
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(condition).as(what).isTrue();
        }
        assertThat(condition).as(what).isTrue();
    }
}
