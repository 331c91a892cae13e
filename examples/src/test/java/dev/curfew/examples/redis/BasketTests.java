package dev.curfew.examples.redis;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.SharedServer;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A conversation with the shared server. */
@WithBackgroundProcesses
@EnabledIfProgram({"redis-server", "redis-cli"})
class BasketTests {

    @RegisterExtension
    static final SharedServer REDIS = Servers.REDIS;

    @Test
    void keepsTheOrder(ProcessRegistry processes) {
        BackgroundProcess client = processes.start(Servers.redisCli().inTerminal());
        client.expect(REDIS.process().port() + "> ");
        client.submit("rpush basket apples pears");
        client.expect("(integer) 2\n");

        client.submit("lrange basket 0 -1");

        client.expect("1) \"apples\"\n2) \"pears\"\n");
        client.press(Key.CTRL_D);
        assertThat(client).exits().successfully();
    }
}
