package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One JVM that starts all escapes at once, and then ends. */
final class JvmTrial implements AutoCloseable {

    private final ChildJvm.Setting place;
    private final ChildJvm jvm;
    private final EscapeTable.Setting setting;
    private List<Escape> started = List.of();

    private JvmTrial(ChildJvm.Setting place, ChildJvm jvm, EscapeTable.Setting setting) {
        this.place = place;
        this.jvm = jvm;
        this.setting = setting;
    }

    static JvmTrial start(Workplace workplace, CgroupLeaf leaf, EscapeTable.Setting setting) throws IOException {
        ChildJvm.Setting place = ChildJvm.Setting.in(workplace, leaf, setting.user());
        return new JvmTrial(place, ChildJvm.start(place), setting);
    }

    ChildJvm jvm() {
        return jvm;
    }

    ChildJvm.Setting place() {
        return place;
    }

    /** Start escapes, all at once, and see that they live. */
    void start(Escapes escapes) throws IOException, InterruptedException {
        started = escapes.of(setting.user(), setting.means());
        jvm.tell("all " + escapes.name() + " " + setting.user().name() + " "
                + setting.means().name());
        String directory = jvm.hear("alive");
        Map<Escape, String> missing = Judgement.missing(started, jvm, place.leaf());
        if (!missing.isEmpty()) {
            throw new IOException("Escapes were not ready: " + missing);
        }
        if (!place.leftovers().find().contains(Path.of(directory))) {
            throw new IOException("No folder is to be seen at " + directory);
        }
        setting.means().enforce(jvm, place.leaf());
    }

    /** End the JVM in that way. {@return what is left of it} */
    Aftermath end(End end) throws IOException, InterruptedException {
        return end(end, Patience.LIMIT);
    }

    Aftermath end(End end, Duration patience) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        switch (end) {
            case SIGKILL -> jvm.shoot();
            case SIGTERM -> jvm.terminate();
            case HALT, EXIT -> jvm.tell(end.toString());
            default -> throw new IllegalArgumentException("Not the end of a JVM: " + end);
        }
        jvm.awaitEnd();
        return Aftermath.await(place, begin, patience);
    }

    void note(End end, Aftermath aftermath, EscapeTable table) {
        List<LiveProcess> others = new ArrayList<>(aftermath.survivors());
        for (Escape escape : started) {
            List<LiveProcess> survivors =
                    aftermath.survivors().stream().filter(escape::owns).toList();
            table.note(setting, escape.label(), end, survivors.size(), false);
            others.removeAll(survivors);
        }
        table.note(setting, EscapeTable.FILES, end, aftermath.files().size(), false);
        table.note(setting, EscapeTable.CURFEW, end, others.size(), false);
        table.noteTime(setting, EscapeTable.UNTIL_DEAD, end, aftermath.untilDead());
        table.noteTime(setting, EscapeTable.UNTIL_ALONE, end, aftermath.took());
    }

    @Override
    public void close() {
        jvm.close();
    }
}
