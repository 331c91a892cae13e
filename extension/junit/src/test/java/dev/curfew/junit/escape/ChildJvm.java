package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An {@link EscapingJvm} under a judge, with a temp folder of its own; everything of it ends when this is closed. */
final class ChildJvm implements AutoCloseable {

    private static final long ANSWER_SECONDS = Patience.LIMIT.toSeconds();
    private static final String END_OF_OUTPUT = "(end of its output)";

    private final Process process;
    private final Path log;
    private final Writer input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    /**
     * Where it runs, and as which user.
     *
     * @param workplace what it needs
     * @param leaf its judge
     * @param user the user that runs it
     * @param temp its temp folder
     */
    record Setting(Workplace workplace, CgroupLeaf leaf, TestUser user, Path temp) {

        static Setting in(Workplace workplace, CgroupLeaf leaf, TestUser user) throws IOException {
            return new Setting(workplace, leaf, user, workplace.newFolder(user, "temp-"));
        }

        Leftovers leftovers() {
            return new Leftovers(temp);
        }
    }

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Setting setting) throws IOException {
        Path home = setting.workplace().newFolder(setting.user(), "home-");
        Path log = home.resolve("errors.txt");
        List<String> line = new ArrayList<>(setting.leaf().entering());
        line.addAll(setting.user().becoming());
        line.addAll(java(setting, home));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(home.toFile()).redirectError(log.toFile());
        setEnvironment(builder.environment(), setting.temp(), home);
        ChildJvm child = new ChildJvm(builder.start(), log);
        Thread reader = new Thread(child::readAnswers, "answers of " + child.process.pid());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private static List<String> java(Setting setting, Path home) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of("-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC"));
        line.add("-Djava.io.tmpdir=" + setting.temp());
        line.add("-Duser.home=" + home);
        line.add("-D" + Fixtures.FOLDER + "=" + setting.workplace().escapes());
        line.addAll(List.of("-cp", setting.workplace().classPath(), EscapingJvm.class.getName()));
        return line;
    }

    /** The environment of the machine must not make a difference. */
    private static void setEnvironment(Map<String, String> environment, Path temp, Path home) {
        environment.keySet().retainAll(List.of("CURFEW_VERIFY_RUN"));
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        environment.put("TMPDIR", temp.toString());
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("SHELL", "/bin/sh");
    }

    private void readAnswers() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines()
                    .filter(line -> line.startsWith(EscapingJvm.PREFIX))
                    .map(line -> line.substring(EscapingJvm.PREFIX.length()))
                    .forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            answers.add(e.toString());
        }
        answers.add(END_OF_OUTPUT);
    }

    long pid() {
        return process.pid();
    }

    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** {@return its next line} */
    String hear() throws InterruptedException, IOException {
        String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.equals(END_OF_OUTPUT)) {
            throw new IOException("The JVM " + pid() + " says nothing"
                    + (answer == null ? " for " + ANSWER_SECONDS + " s" : " any more") + "; its errors:\n" + errors());
        }
        return answer;
    }

    /** {@return its next line, without the first word, which must be the expected one} */
    String hear(String word) throws InterruptedException, IOException {
        String heard = hear();
        if (!heard.startsWith(word + " ")) {
            throw new IOException("Expected \"" + word + " ...\", heard \"" + heard + "\"; its errors:\n" + errors());
        }
        return heard.substring(word.length() + 1);
    }

    /** {@return what it wrote to standard error; the last of it} */
    String errors() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 8000));
    }

    /** Send SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Send SIGKILL. */
    void shoot() {
        process.toHandle().destroyForcibly();
    }

    void awaitEnd() throws InterruptedException, IOException {
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The JVM " + pid() + " does not end; its errors:\n" + errors());
        }
    }

    /** Tell it to leave, and wait until it is gone. */
    void leave() throws IOException, InterruptedException {
        tell("leave");
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
