package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that enter sandboxes print warnings to their standard error, and work. */
@ExtendWith(OwnScope.class)
class NoisyClientTests {

    private static final Sandbox PREFIX =
            Sandbox.entering("sh", "-c", "echo 'WARNING: forwarding is disabled' >&2; exec \"$@\"", "sh");

    /** Runs all steps at once on this machine, knows one job, and writes its calls into a file. */
    private static final String SLURM = """
            echo "$1: warning: cannot honor that" >&2
            echo "$*" >>"$0"
            program=$1
            shift
            while case ${1-} in --*) ;; *) false ;; esac do shift; done
            case $program in
            srun) exec "$@" ;;
            squeue) echo 4711 ;;
            esac
            """;

    @TempDir
    private Path temp;

    @Test
    void addNothingToTheOutputOfACommand(ProcessRegistry registry) {
        BackgroundProcess process = registry.enter(PREFIX).start("echo out; echo problem >&2; exit 3");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(process.output().text()).isEqualTo("out\nproblem\n");
    }

    @Test
    void changeNoFiles(ProcessRegistry registry) throws IOException {
        EnteredSandbox sandbox = registry.enter(PREFIX);
        Path source = Files.writeString(temp.resolve("source"), "content");
        String there = temp.resolve("there").toString();

        sandbox.put(source, there);
        sandbox.get(there, temp.resolve("back"));

        assertThat(temp.resolve("back")).hasContent("content");
    }

    @Test
    void doNotHideTheNumberOfAJob(ProcessRegistry registry) {
        Path calls = temp.resolve("calls");
        Sandbox job = Sandbox.slurm("").withClient("sh", "-c", SLURM, calls.toString(), "srun");

        BackgroundProcess process = registry.enter(job).start("echo out");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text()).isEqualTo("out\n");
        assertThat(calls).content().containsPattern("(?m)^srun .*--jobid=4711 --overlap ");
    }
}
