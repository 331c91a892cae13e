package dev.curfew.connection;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.internal.Escaped;
import dev.curfew.process.Command;
import dev.curfew.session.OneShotResult;
import dev.curfew.spawn.InputFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Files in a sandbox, in the folder of its warden. A shell writes them without another program; only folders need one.
 *
 * @param site the sandbox
 */
record SandboxFiles(SandboxConnection site) implements PrivateFiles {

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
        GuardedOneShot shell = new GuardedOneShot(site, Command.of("sh", "-c", script, "sh", path));
        boolean isWritten = false;
        try {
            if (input.length > 0) {
                new InputFeed(shell.input()).write(input, LIMIT);
            }
            isWritten = true;
        } catch (TimeoutException e) {
            throw new IOException("the sandbox does not read the contents of " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + path + " was written", e);
        } finally {
            if (!isWritten) {
                shell.close();
            }
        }
        OneShotResult result = shell.awaitUninterruptibly(LIMIT);
        if (!result.succeeded()) {
            throw new IOException(
                    "cannot make " + path + ": " + result.output().text().strip());
        }
        return path;
    }
}
