package dev.curfew.examples.redis;

import dev.curfew.Readiness;
import dev.curfew.junit.SharedServer;
import dev.curfew.process.Command;
import java.util.stream.Stream;

/** The servers of all test classes: each is started when the first test needs it, and ended after the last test. */
final class Servers {

    static final SharedServer REDIS = SharedServer.of(
                    Command.of("redis-server", "--bind", "127.0.0.1", "--port", "${port}", "--save", "")
                            .withName("redis")
                            .withFreePort())
            .withReadiness(server -> Readiness.port(server.port()).and(Readiness.text("Ready to accept connections")));

    private Servers() {}

    /** {@return a command for the shared server, such as {@code get apples}} */
    static Command redisCli(String... command) {
        return redisCli(REDIS.process().port(), command);
    }

    /** {@return a command for the server at a port of this machine} */
    static Command redisCli(int port, String... command) {
        return Command.of(Stream.concat(Stream.of("redis-cli", "-p", "" + port), Stream.of(command))
                        .toList())
                .withEnv("REDISCLI_HISTFILE", "/dev/null");
    }
}
