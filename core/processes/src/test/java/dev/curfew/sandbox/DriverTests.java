package dev.curfew.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The commands with which drivers enter their sandboxes. */
class DriverTests {

    private static final List<String> PROGRAM = List.of("guard", "lane");

    private final List<Command> queries = new ArrayList<>();
    private final SandboxDriver.Context context = new SandboxDriver.Context() {

        @Override
        public Path folder() {
            return Path.of("/tmp/session");
        }

        @Override
        public Optional<String> output(Command client) {
            queries.add(client);
            return Optional.of("4711\n");
        }
    };

    @Test
    void enterContainersOfPods() {
        SandboxDriver driver = Sandbox.kubernetes("shop/web-0/nginx")
                .withOptions("--context", "staging")
                .driver(context);

        assertThat(driver.open(PROGRAM))
                .hasToString(
                        "kubectl --context staging exec -i --namespace shop --container nginx web-0 -- guard lane");
        assertThat(driver.exec(PROGRAM, true))
                .hasToString(
                        "kubectl --context staging exec -it --namespace shop --container nginx web-0 -- guard lane");
        assertThat(Sandbox.kubernetes("web-0").driver(context).exec(PROGRAM, false))
                .hasToString("kubectl exec -i web-0 -- guard lane");
    }

    @Test
    void askOnceForTheNumberOfAJob() {
        SandboxDriver driver = Sandbox.slurm("gpu").driver(context);

        assertThat(driver.open(PROGRAM).argv()).contains("--partition=gpu").endsWith("guard", "lane");
        assertThat(driver.exec(PROGRAM, false).argv())
                .contains("--jobid=4711", "--overlap")
                .doesNotContain("--pty");
        assertThat(driver.exec(PROGRAM, true).argv()).contains("--jobid=4711", "--pty");
        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.argv()).startsWith("squeue"));
    }

    @Test
    void joinTheFirstClientOfCharliecloud() {
        SandboxDriver driver = Sandbox.charliecloud("/images/tools")
                .withOptions("--bind=/data")
                .driver(context);
        String image = "--bind=/data /images/tools -- ";

        driver.opened(4711);

        assertThat(driver.open(PROGRAM).toString()).endsWith("ch-run " + image + "guard lane");
        assertThat(driver.exec(PROGRAM, false).argv())
                .containsSequence("ch-run", "--join-pid=4711", "--bind=/data", "/images/tools", "--", "sh", "-c")
                .endsWith("sh", "guard", "lane");
        assertThat(driver.deletion("/tmp/f").orElseThrow().toString())
                .endsWith("ch-run " + image + "/tmp/f/guard prune /tmp/f");
    }

    @Test
    void enterImagesOfApptainer() {
        assertThat(((DrivenSandbox) Sandbox.apptainer("instance://web"))
                        .driver(context)
                        .exec(PROGRAM, true))
                .hasToString("apptainer exec instance://web guard lane");
    }
}
