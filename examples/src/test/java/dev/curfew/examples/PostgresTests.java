package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database and its clients. Its stop signal is SIGINT: at SIGTERM it would wait until its clients have gone. */
@WithBackgroundProcesses
@EnabledIfProgram({"initdb", "postgres", "pg_isready", "psql", "unshare"})
class PostgresTests {

    private BackgroundProcess postgres;

    @BeforeEach
    void startPostgres(ProcessRegistry processes) {
        assumeTrue(
                processes.start(notAsRoot("true")).waitFor().success(),
                "Postgres refuses root: no user namespaces here");
        Path directory = processes.createDirectory();
        assertThat(processes.start(
                        notAsRoot("initdb", "--no-sync", "--no-locale", "--auth=trust", "--username=ada", "data")
                                .withName("initdb")
                                .inDirectory(directory)))
                .exitsWithin(Duration.ofMinutes(1))
                .successfully();

        postgres =
                processes.start(notAsRoot("postgres", "-D", "data", "-h", "127.0.0.1", "-p", "${port}", "-k", "", "-F")
                        .withName("postgres")
                        .withFreePort()
                        .withStopSignal(Signal.INT)
                        .withGrace(Duration.ofSeconds(30))
                        .inDirectory(directory));
        postgres.await(Readiness.success(Command.of("pg_isready", "--host=127.0.0.1", "--port=" + postgres.port())));
    }

    @Test
    void letsTheSecondClientWaitForTheFirst(ProcessRegistry processes) {
        BackgroundProcess first = startClient(processes, "first");
        first.submit("create table stock (fruit text, count integer);");
        first.submit("insert into stock values ('apple', 3);");
        first.submit("begin; update stock set count = count - 1;");
        first.expect("UPDATE 1");

        BackgroundProcess second = startClient(processes, "second");
        second.submit("update stock set count = count - 1 returning count;");
        assertThat(second).doesNotPrint("UPDATE 1", Duration.ofMillis(200));
        first.submit("commit;");

        second.expect("1\n(1 row)");
    }

    @Test
    void stopsAlthoughAClientIsConnected(ProcessRegistry processes) {
        BackgroundProcess client = startClient(processes, "client");

        postgres.stop();

        assertThat(postgres).prints("received fast shutdown request").exits().successfully();
        client.submit("select 1;");
        client.expect("terminating connection due to administrator command");
    }

    private BackgroundProcess startClient(ProcessRegistry processes, String name) {
        BackgroundProcess client = processes.start(Command.of(
                        "psql",
                        "--no-psqlrc",
                        "--host=127.0.0.1",
                        "--port=" + postgres.port(),
                        "--username=ada",
                        "postgres")
                .withName(name)
                .withEnv("LC_ALL", "C.UTF-8")
                .withEnv("PSQL_HISTORY", "/dev/null")
                .withEnv("PAGER", "cat")
                .inTerminal());
        client.expect("=# ");
        return client;
    }

    /** {@return a command that does not run as root, which Postgres refuses: root runs it as user 65534 of a user namespace} */
    private static Command notAsRoot(String... argv) {
        Stream<String> user = System.getProperty("user.name").equals("root")
                ? Stream.of("unshare", "--user", "--map-user=65534", "--map-group=65534")
                : Stream.empty();
        return Command.of(Stream.concat(user, Stream.of(argv)).toList()).withEnv("LC_ALL", "C.UTF-8");
    }
}
