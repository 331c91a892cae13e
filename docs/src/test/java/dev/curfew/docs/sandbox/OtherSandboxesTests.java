package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import dev.curfew.sandbox.fixture.CharliecloudImage;
import dev.curfew.sandbox.fixture.SlurmCluster;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class OtherSandboxesTests {

    @Test
    void areBehindAProgram() {
        try (BusyboxRoot made = BusyboxRoot.make();
                ProcessRegistry processes = ProcessRegistry.open()) {
            String root = made.path().toString();
            // snippet:chroot
            EnteredSandbox system = processes.enter(Sandbox.entering("chroot", root));

            assertThat(system.start("ls /")).prints("tmp").exits().withCode(0);
            // end
        }
    }

    @Test
    void areJobs() {
        try (SlurmCluster cluster = SlurmCluster.start();
                ProcessRegistry processes = ProcessRegistry.open()) {
            String configuration = "SLURM_CONF=" + cluster.config();
            // snippet:job
            Sandbox job = Sandbox.slurm("").withOptions("--time=10").withClient("env", configuration, "srun");

            assertThat(processes.enter(job).start("echo job $SLURM_JOB_ID"))
                    .prints("job 1")
                    .exits()
                    .withCode(0);
            // end
        }
    }

    @Test
    void areContainersOfCharliecloud() {
        try (CharliecloudImage made = CharliecloudImage.make();
                ProcessRegistry processes = ProcessRegistry.open()) {
            String image = made.path().toString();
            // snippet:charliecloud
            EnteredSandbox tools = processes.enter(Sandbox.charliecloud(image).with("--set-env=COLOR=blue"));

            assertThat(tools.start("echo $CH_RUNNING; ls /; echo $COLOR"))
                    .prints("Weird Al Yankovic")
                    .prints("proc")
                    .prints("blue");
            // end
        }
    }

    @Test
    void areInPods() {
        // snippet:pod
        Sandbox pod = Sandbox.kubernetes("shop/web-0/nginx").withOptions("--context", "staging");
        // end
        assertThat(pod).hasToString("kubernetes:shop/web-0/nginx");
    }
}
