package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.json.Json;
import dev.curfew.json.MessageLine;
import dev.curfew.json.MessageLines;
import dev.curfew.tool.ProcessTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Serves a {@link ProcessTool} to one client of the Model Context Protocol, over line-based streams such as standard
 * input and output.
 *
 * <p>Each action is a separate tool: {@code process_start}, {@code process_poll} and so on. Calls are carried out
 * concurrently, so a call that waits does not block others; a client may cancel it. Supports the revisions 2024-11-05,
 * 2025-03-26, 2025-06-18 and 2025-11-25 of the protocol.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/">Model Context Protocol</a>
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class McpServer {

    private final ProcessTool tool;

    private McpServer(ProcessTool tool) {
        this.tool = tool;
    }

    /**
     * {@return a server for a tool}
     *
     * @param tool carries out the calls
     */
    public static McpServer over(ProcessTool tool) {
        return new McpServer(Objects.requireNonNull(tool, "tool"));
    }

    /**
     * Serve one client until the end of the input stream. Calls in progress then get one second to finish before they
     * are interrupted. The processes keep running; close their registry to end them.
     *
     * @param requests the messages of the client; nothing else may read from this stream
     * @param answers receives the answers; nothing else may write to this stream
     * @throws IOException if reading from the client fails
     */
    public void serve(InputStream requests, OutputStream answers) throws IOException {
        Outbox outbox = new Outbox(answers);
        try (Calls calls = new Calls()) {
            Protocol protocol = new Protocol(tool, calls);
            MessageLines lines = new MessageLines(requests);
            for (Optional<MessageLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                receive(line.get(), protocol, outbox);
            }
        }
    }

    private static void receive(MessageLine line, Protocol protocol, Outbox outbox) {
        if (line.tooLong()) {
            outbox.send(Rpc.error(
                    Rpc.NO_ID, Rpc.INVALID_REQUEST, "A message has more than " + MessageLines.LONGEST + " bytes"));
            return;
        }
        try {
            JsonNode message = Json.read(line.text());
            if (!message.isMissingNode()) {
                receive(message, protocol, outbox);
            }
        } catch (Json.MalformedException e) {
            outbox.send(Rpc.error(Rpc.NO_ID, Rpc.PARSE_ERROR, "A message is not valid JSON: " + e.getMessage()));
        }
    }

    private static void receive(JsonNode message, Protocol protocol, Outbox outbox) {
        if (message.isArray() && !message.isEmpty()) {
            Batch batch = new Batch(message.size(), outbox);
            message.forEach(part -> protocol.receive(part, batch));
        } else {
            protocol.receive(message, outbox);
        }
    }
}
