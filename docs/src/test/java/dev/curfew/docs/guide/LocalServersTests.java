package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class LocalServersTests {

    @Test
    @RequiresProgram("python3")
    void waitsForAPort(ProcessRegistry processes) throws IOException {
        // snippet:port
        Command files = Command.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "${port}")
                .withFreePort();

        BackgroundProcess server = processes.start(files);
        server.await(Readiness.port(server.port()));

        assertThat(statusOf("http://127.0.0.1:" + server.port() + "/")).isEqualTo(200);
        // end

        // snippet:combined
        server.await(Readiness.port(server.port())
                .and(Readiness.http(URI.create("http://127.0.0.1:" + server.port() + "/"), 200))
                .withTimeout(Duration.ofSeconds(30)));
        // end
    }

    private static int statusOf(String address) throws IOException {
        return ((HttpURLConnection) URI.create(address).toURL().openConnection()).getResponseCode();
    }

    @Test
    void startsInOrder(ProcessRegistry processes) {
        Command databaseCommand = Command.shell("echo accepting connections on ${port}; exec sleep 1000")
                .withFreePort();
        Command shopCommand = Command.shell("echo connected to port $DATABASE_PORT; exec sleep 1000");
        // snippet:order
        BackgroundProcess database = processes.start(databaseCommand);
        database.await(Readiness.text("accepting connections"));

        BackgroundProcess shop = processes.start(shopCommand.withEnv("DATABASE_PORT", "" + database.port()));
        shop.expect("connected to port " + database.port(), Duration.ofSeconds(30));
        // end

        // snippet:restart
        BackgroundProcess restarted = database.restart();
        restarted.await(Readiness.text("accepting connections"));

        assertThat(restarted.port()).isEqualTo(database.port());
        // end
    }

    @Test
    void stopsWithAnotherSignal(ProcessRegistry processes) {
        Command server =
                Command.shell("trap 'echo report; exit 0' INT; trap '' TERM; echo ready; while :; do sleep 0.05; done");
        // snippet:signal
        Command covered = server.withStopSignal(Signal.INT).withGrace(Duration.ofSeconds(30));
        // end
        BackgroundProcess process = processes.start(covered);
        process.expect("ready");
        process.stop();

        assertThat(process.exitStatus()).contains(new ExitStatus.Exited(0));
        assertThat(process.output().text()).endsWith("report\n");
    }
}
