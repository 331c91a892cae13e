package dev.curfew.lane;

import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputFeed;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Files in a sandbox, in the folder of its warden. A shell writes them without another program; only folders need one.
 *
 * @param site the sandbox
 */
record SiteFiles(Site site) implements PrivateFiles {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String MAKE = "umask 077; mkdir \"$1\" 2>/dev/null || busybox mkdir \"$1\"";

    /** The content is passed as one line of input, which no process list shows. */
    private static final String WRITE = "umask 077; set -C; IFS= read -r l && printf %b \"$l\" >\"$1\"";

    @Override
    public String makeFolder(String name) throws IOException {
        return run(MAKE, name, new byte[0]);
    }

    @Override
    public String write(String name, String content) throws IOException {
        return run(WRITE, name, Escaped.line(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String run(String script, String name, byte[] input) throws IOException {
        String path = site.folder() + "/" + name;
        TextSink output = new TextSink();
        CompletableFuture<Termination> ended = new CompletableFuture<>();
        Started started =
                site.start(Command.of("sh", "-c", script, "sh", path), output, new TextSink(), ended::complete);
        try {
            if (input.length > 0) {
                new InputFeed(started.process().input()).write(input, LIMIT);
            }
            started.process().awaitExitUninterruptibly(LIMIT);
        } catch (TimeoutException e) {
            throw new IOException("the sandbox does not read the contents of " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + path + " was written", e);
        } finally {
            TreeKiller.end(List.of(started.tree()), KillPolicy.AT_ONCE);
        }
        if (!new Termination.Exited(0).equals(ended.getNow(null))) {
            throw new IOException("cannot make " + path + ": " + output.text());
        }
        return path;
    }
}
