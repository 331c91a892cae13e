package dev.curfew.examples.redis;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;

/** A server of its own, because the test restarts it: on the same port, with what it has saved. */
@WithBackgroundProcesses
@EnabledIfProgram({"redis-server", "redis-cli"})
class PersistenceTests {

    private static final Readiness READY = Readiness.text("Ready to accept connections");

    @Test
    void remembersAfterARestart(ProcessRegistry processes) {
        BackgroundProcess redis = processes.start(
                Command.of("redis-server", "--bind", "127.0.0.1", "--port", "${port}", "--save", "3600 1")
                        .withName("redis")
                        .withFreePort()
                        .inDirectory(processes.createDirectory()));
        redis.await(READY);
        BackgroundProcess client = processes.start(Servers.redisCli(redis.port(), "set", "fruit", "apple"));
        assertThat(client).exits().successfully();

        BackgroundProcess restarted = redis.restart().await(READY);

        assertThat(redis).prints("DB saved on disk");
        assertThat(processes.start(Servers.redisCli(restarted.port(), "get", "fruit")))
                .prints("apple");
    }
}
