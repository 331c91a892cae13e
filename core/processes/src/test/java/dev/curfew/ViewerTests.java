package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerTests {

    private final ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT
            .withName("shop")
            .withKillPolicy(KillPolicy.AT_ONCE)
            .withTimeout(Patience.LIMIT));
    private final List<Message> messages = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    private BackgroundProcess start(String name, Command command) {
        return registry.start(command.withName(name));
    }

    private BackgroundProcess start(String name, String line) {
        return start(name, Command.shell(line));
    }

    private void view(String word, Consumer<Message> onMessage) throws IOException {
        Viewer.Recipient recipient = message -> {
            messages.add(message);
            onMessage.accept(message);
        };
        new Viewer(List.of(registry), recipient, Time.ofSystem()).serve(word);
    }

    private String text(Kind kind) {
        return messages.stream()
                .filter(message -> message.kind() == kind)
                .map(Message::text)
                .collect(Collectors.joining());
    }

    @Test
    void showsWhatWasPrintedAndWhatFollowsUntilTheEnd() throws IOException {
        BackgroundProcess process = start("greeter", "echo hello; cat; printf bye; exit 3");

        view("greeter", message -> {
            if (message.text().equals("hello\n")) {
                process.closeInput();
            }
        });

        assertThat(text(Kind.LINES)).isEqualTo("hello\nbye\n");
        assertThat(messages.get(messages.size() - 1).kind()).isEqualTo(Kind.END);
        assertThat(text(Kind.END)).startsWith("[greeter] exited with code 3 (pid " + process.pid());
    }

    @Test
    void showsTheScreenOfAProgramThatDraws() throws IOException {
        BackgroundProcess process = start(
                "menu",
                Command.shell("printf '\\033[2J\\033[3;5H> Save'; cat >/dev/null")
                        .inTerminal());

        view(process.id(), message -> {
            if (message.kind() == Kind.SCREEN) {
                process.stop();
            }
        });

        assertThat(text(Kind.SCREEN)).contains("|    > Save ");
    }

    @Test
    void showsNoSecrets() throws IOException {
        BackgroundProcess process =
                start("login", Command.shell("echo $API_TOKEN; cat").withEnv("API_TOKEN", "s3cret-s3cret"));
        process.expect("\n");

        view(Long.toString(process.pid()), message -> {
            if (message.kind() == Kind.LINES && !message.text().isEmpty()) {
                process.closeInput();
            }
        });

        assertThat(text(Kind.LINES)).isEqualTo("[redacted]\n");
    }

    @Test
    void listsWhatRunsIfTheNameIsUnknownOrAmbiguous() throws IOException {
        BackgroundProcess first = start("twin", "sleep 1000 # a\nb");
        BackgroundProcess second = start("twin", "sleep 2000");
        start("over", "true").waitFor();
        String list =
                first.pid() + "  [twin] of shop: sleep 1000 # a b\n" + second.pid() + "  [twin] of shop: sleep 2000";

        for (String word : List.of("", "none", "twin")) {
            messages.clear();
            view(word, message -> {});
            assertThat(messages).as(word).containsExactly(new Message(Kind.LIST, list));
        }
    }

    @Test
    void noticesWithinASecondThatTheViewerHasLeft() {
        start("silent", "sleep 1000");
        FakeTime time = new FakeTime();
        Viewer.Recipient recipient = message -> {
            messages.add(message);
            if (messages.size() == 2) {
                throw new IOException("Broken pipe");
            }
        };

        assertThatIOException().isThrownBy(() -> new Viewer(List.of(registry), recipient, time).serve("silent"));

        assertThat(messages).containsOnly(new Message(Kind.LINES, ""));
        assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }
}
