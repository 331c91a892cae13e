package dev.curfew.examples.redis;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.SharedServer;
import dev.curfew.junit.WithBackgroundProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes that exchange something through the shared server. */
@WithBackgroundProcesses
@EnabledIfProgram({"redis-server", "redis-cli"})
class QueueTests {

    @RegisterExtension
    static final SharedServer REDIS = Servers.REDIS;

    @Test
    void handsAJobToTheWorkerThatWaits(ProcessRegistry processes) {
        BackgroundProcess worker =
                processes.start(Servers.redisCli("blpop", "jobs", "0").withName("worker"));

        BackgroundProcess client = processes.start(
                Servers.redisCli("rpush", "jobs", "paint the fence").withName("client"));

        assertThat(client).exits().successfully();
        assertThat(worker).prints("paint the fence").exits().successfully();
    }
}
