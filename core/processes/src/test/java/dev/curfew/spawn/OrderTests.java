package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.Escaped;
import dev.curfew.process.Command;
import dev.curfew.process.Resource;
import dev.curfew.process.Secrets;
import dev.curfew.process.TerminalSize;
import dev.curfew.session.Mark;
import dev.curfew.session.MessageKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The orders to a guard in a sandbox. */
class OrderTests {

    private static final String KEY = "07060504030201000f0e0d0c0b0a0908";
    private static final Mark MARK = new Mark("cookie-7", 900_000_000_010_000_007L);

    private static List<String> read(byte[] order) {
        String text = new String(order, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        byte[] strings = text.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        assertThat(text.substring(0, end)).isEqualTo(Integer.toString(strings.length));
        String all = text.substring(end + 1);
        assertThat(all).endsWith("\0");
        return List.of(all.substring(0, all.length() - 1).split("\0", -1));
    }

    @Test
    void saysNothingThatWasNotAskedFor() {
        assertThat(read(Order.of(Command.of("true").withSecrets(Secrets.NONE), MARK, KEY)))
                .containsExactly(
                        "cookie-7",
                        KEY,
                        "900000000010000007",
                        "-",
                        "-",
                        "merged",
                        "inherited",
                        "0",
                        "1",
                        "CURFEW_COOKIE=cookie-7",
                        "1",
                        "true");
    }

    @Test
    void saysAllThatWas() {
        Command command = Command.of("echo", "a\nb", "", "ü 'x'")
                .inDirectory(Path.of("/tmp/a b"))
                .withOnlyEnv(Map.of("NAME", "va=lue"))
                .inTerminal(new TerminalSize(80, 24));

        assertThat(read(Order.of(command, new Mark("c", 0), KEY)))
                .containsExactly(
                        "c",
                        KEY,
                        "-",
                        "/tmp/a b",
                        "24 80",
                        "merged",
                        "empty",
                        "0",
                        "2",
                        "CURFEW_COOKIE=c",
                        "NAME=va=lue",
                        "4",
                        "echo",
                        "a\nb",
                        "",
                        "ü 'x'");
        assertThat(read(Order.of(
                        Command.of("true")
                                .withSecrets(Secrets.NONE)
                                .withoutEnv("PATH")
                                .separateErrors(),
                        MARK,
                        KEY)))
                .containsSubsequence("separate", "inherited", "1", "PATH");
    }

    @Test
    void isSealedForAGuardThatHasTheKey() {
        MessageKey key = MessageKey.create();

        List<String> strings = read(Order.sealed(Command.of("true").withSecrets(Secrets.NONE), MARK, key));

        List<String> sealed = strings.subList(0, strings.size() - 1);
        assertThat(sealed).startsWith("cookie-7", "-", "900000000010000007").endsWith("true");
        assertThat(strings).endsWith(key.sealOf((String.join("\0", sealed) + "\0").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsSecretsOfThisJvmOutByTheirNames() {
        Command command = Command.of("true").withSecrets(Secrets.NONE.and("PATH"));

        assertThat(read(Order.of(command, MARK, KEY))).containsSubsequence("inherited", "1", "PATH");
        assertThat(read(Order.of(command.withInheritedSecrets("PA*"), MARK, KEY)))
                .doesNotContain("PATH");
    }

    @Test
    void putsLimitsBehindTheMark() {
        Command command = Command.of("true").withLimit(Resource.OPEN_FILES, 64).withLimit(Resource.CPU_SECONDS, 5);

        assertThat(read(Order.of(command, MARK, KEY))).element(2).isEqualTo("900000000010000007 0=5 7=64");
        assertThat(read(Order.of(command, new Mark("c", 0), KEY))).element(2).isEqualTo("- 0=5 7=64");
    }

    @Test
    void survivesAShellAsOneLine() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }

        String line = new String(Escaped.line(bytes), StandardCharsets.US_ASCII);

        assertThat(line)
                .endsWith("\n")
                .startsWith("\\0000\\0001")
                .contains("[\\\\]")
                .contains("\\n\\0013");
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n");
    }
}
