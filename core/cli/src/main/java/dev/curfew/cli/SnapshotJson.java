package dev.curfew.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.driver.LeftContainers.LeftContainer;
import dev.curfew.json.Json;
import dev.curfew.warden.KnownSession;
import dev.curfew.warden.SessionMember;
import java.util.Locale;

/** A snapshot as JSON, for programs. */
final class SnapshotJson {

    private SnapshotJson() {}

    static ObjectNode of(MachineSnapshot snapshot) {
        ObjectNode root = Json.object();
        ArrayNode sessions = root.putArray("sessions");
        snapshot.sessions().forEach(session -> sessions.add(session(snapshot, session)));
        ArrayNode jobs = root.putArray("jobs");
        snapshot.jobs().forEach(job -> jobs.add(job(job)));
        ArrayNode containers = root.putArray("containers");
        snapshot.containers().forEach(container -> containers.add(container(container)));
        return root;
    }

    private static ObjectNode session(MachineSnapshot snapshot, KnownSession session) {
        ObjectNode node = Json.object();
        node.put("session", session.name());
        node.put("folder", session.folder().toString());
        node.put("jvm", session.state().name().toLowerCase(Locale.ROOT));
        node.put("jvm_pid", session.pid());
        MachineSnapshot.since(session).ifPresent(since -> node.put("since", since.toString()));
        if (!session.problem().isEmpty()) {
            node.put("problem", session.problem());
        }
        ArrayNode processes = node.putArray("processes");
        snapshot.membersOf(session).forEach(member -> processes.add(process(member)));
        return node;
    }

    private static ObjectNode process(SessionMember member) {
        ObjectNode node = Json.object().put("pid", member.identity().pid());
        MachineSnapshot.since(member.identity().pid()).ifPresent(since -> node.put("since", since.toString()));
        node.put("command", member.command());
        return node.put("command_line", CommandLines.shown(member.commandLine()));
    }

    private static ObjectNode job(MachineSnapshot.RunningJob running) {
        ObjectNode node = Json.object().put("job", running.job().id());
        node.put("label", running.job().label());
        running.job().identity().ifPresent(identity -> node.put("pid", identity.pid()));
        node.put("since", running.since().toString());
        String line = String.join(" ", running.job().argv());
        return node.put("command_line", CommandLines.shown(line));
    }

    private static ObjectNode container(LeftContainer container) {
        return Json.object()
                .put("engine", container.engine())
                .put("container", container.id())
                .put("image", container.image())
                .put("status", container.status());
    }
}
