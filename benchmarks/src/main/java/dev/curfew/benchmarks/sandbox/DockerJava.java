package dev.curfew.benchmarks.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.curfew.benchmarks.harness.Timed;
import java.util.concurrent.CountDownLatch;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ExecInContainerPattern;

/** The engine's interface without its client: docker-java, and Testcontainers, which is built on it. */
final class DockerJava {

    private DockerJava() {}

    private static DockerClient connect() {
        DockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    /** {@return an exec whose output is streamed} */
    static Timed exec() {
        DockerClient client = connect();
        return () -> {
            String id = client.execCreateCmd(Places.container())
                    .withAttachStdout(true)
                    .withCmd(FirstBytes.COMMAND.toArray(String[]::new))
                    .exec()
                    .getId();
            Seen seen = client.execStartCmd(id).exec(new Seen());
            seen.first.await();
            return seen::awaitCompletion;
        };
    }

    /** {@return {@code execInContainer}, which hands out what was printed when the command has ended} */
    static Timed execInContainer() {
        DockerClient client = connect();
        InspectContainerResponse container =
                client.inspectContainerCmd(Places.container()).exec();
        return () -> {
            Container.ExecResult result = ExecInContainerPattern.execInContainer(
                    client, container, FirstBytes.COMMAND.toArray(String[]::new));
            FirstBytes.expect(result.getStdout().charAt(0));
            return () -> {};
        };
    }

    /** Tells when the first byte has come. */
    private static final class Seen extends ResultCallback.Adapter<Frame> {

        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public void onNext(Frame frame) {
            first.countDown();
        }
    }
}
